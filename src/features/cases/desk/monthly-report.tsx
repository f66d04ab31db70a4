import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { listObligations } from '../../obligations/contract.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { dateOf, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useMay } from '../../../platform/web/session.ts'
import { useNow } from '../../../platform/web/use-now.ts'

/** The report that a unit owes for the month of `day`: drawn from its cases, one press away. */
export function MonthlyReport({
  campaign,
  definition,
  unit,
  day,
}: {
  campaign: string
  definition: CampaignInBrowser
  unit: string
  day: string
}) {
  const now = useNow()
  const mayWrite = useMay('report.write')
  const task = definition.recording.cases?.task
  const owed = useQuery({
    queryKey: ['obligations', campaign, 'monthly', unit, task],
    queryFn: () =>
      callApi(listObligations, { params: { campaign }, query: { unit, task, own: 'true', limit: 100 } }),
    enabled: task !== undefined,
  })
  const one = owed.data?.items.find((item) => item.period.start <= day && day <= item.period.end)
  if (!one) return null
  const today = dateOf(now)
  const current = one.period.start <= today && today <= one.period.end
  const open = !['accepted', 'exempted'].includes(one.state)
  return (
    <section className="card row-between" aria-label={one.period.title}>
      <div>
        <div className="row">
          <b>{one.period.title}</b>
          <StateSign state={one.state} late={one.late} />
        </div>
        {open && (
          <p className="quiet">{sayInstantWithWeekday(one.dueAt, now)} 截止；已记的案例会自动填入。</p>
        )}
      </div>
      {mayWrite && open && (
        <Link className="button button-primary" to="/tasks/$obligation" params={{ obligation: one.id }}>
          {current ? '报送本月典型案例' : `报送${one.period.title}`}
        </Link>
      )}
      {!(mayWrite && open) && one.submissionId && (
        <Link to="/submissions/$submission" params={{ submission: one.submissionId }}>
          查看报送
        </Link>
      )}
    </section>
  )
}
