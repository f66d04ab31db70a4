import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayExactly } from '../../../platform/web/say-time.ts'
import { listSnapshots, readSnapshot } from '../contract.ts'
import { DownloadLinks } from './download-links.tsx'
import { formOf } from './official-form.ts'
import { SnapshotComparison } from './snapshot-comparison.tsx'
import { StatisticsTable } from './statistics-table.tsx'
import './statistics.css'

/** A frozen table, whether it can still be produced from the ledger, and how it differs from another. */
export default function SnapshotPage() {
  const { number } = useParams({ strict: false }) as { number: string }
  const campaign = useCampaign()
  const [against, setAgainst] = useState('')
  const params = { campaign: campaign.key ?? '', number }
  const query = useQuery({
    queryKey: ['snapshot', campaign.key, number],
    queryFn: () => callApi(readSnapshot, { params }),
    enabled: campaign.key !== undefined,
  })
  const others = useQuery({
    queryKey: ['snapshots', campaign.key, 'choice'],
    queryFn: () => callApi(listSnapshots, { params, query: { limit: 100 } }),
    enabled: campaign.key !== undefined,
  })
  const { definition } = campaign
  const one = query.data
  usePageTitle(one ? `快照第 ${one.number} 号` : '快照')
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!one || !definition) return <Loading rows={12} />
  const choices = others.data?.items.filter((other) => other.number !== one.number) ?? []
  return (
    <div className="stack statistics">
      <header>
        <h1>
          第 {one.number} 号 · {one.title}
        </h1>
        <p>
          {sayExactly(one.publishedAt)} 由 {one.publishedBy} 发布 · {one.unit.name} · 计入 {one.included}{' '}
          家，应报 {one.expected} 家
        </p>
        <p className="quiet">摘要 {one.digest}</p>
      </header>
      <p className={one.verified ? 'notice notice-green' : 'notice notice-danger'}>
        {one.verified
          ? '✔ 由报送台账重算，与发布时完全一致。'
          : '✕ 由报送台账重算的结果与发布时不一致，请联系系统管理员。'}
      </p>
      <DownloadLinks campaign={params.campaign} query={{ snapshot: one.number, unit: one.unit.code }} />
      {choices.length > 0 && (
        <label className="row no-print">
          与另一份比较
          <select
            className="input"
            style={{ width: 'auto' }}
            value={against}
            onChange={(event) => setAgainst(event.target.value)}
          >
            <option value="">不比较</option>
            {choices.map((other) => (
              <option key={other.number} value={other.number}>
                第 {other.number} 号 {other.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {against !== '' && (
        <SnapshotComparison
          campaign={params.campaign}
          number={number}
          against={against}
          indicators={definition.indicators}
        />
      )}
      <div className="card statistics-paper">
        <StatisticsTable
          form={formOf(definition)}
          figure={(code) => one.table.values.find((value) => value.code === code)?.value ?? '　'}
        />
      </div>
    </div>
  )
}
