import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { useMay } from '../../../platform/web/session.ts'
import { listRemarks } from '../contract.ts'
import { RemarkCard } from './remark-card.tsx'
import './remarks.css'

/** Doubts about one record or report, for those who review; nothing where there are none. */
export function RemarksOf({ campaign, subject }: { campaign: string; subject: string }) {
  const reads = useMay('remark.read')
  const found = useQuery({
    queryKey: ['remarks', campaign, 'of', subject],
    queryFn: () => callApi(listRemarks, { params: { campaign }, query: { subject, limit: 50 } }),
    enabled: reads,
  })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="stack" aria-label="佐证提示">
      <h2>
        佐证提示 <span className="digits">{items.length}</span>
      </h2>
      <p className="quiet">仅供审核参考，不影响报送；核实后写明情况即可办结。</p>
      {items.map((one) => (
        <RemarkCard key={one.id} campaign={campaign} remark={one} maySettle={found.data!.may.settle} />
      ))}
    </section>
  )
}
