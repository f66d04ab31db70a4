import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RecordEntry } from '../../activities/desk/record-entry.tsx'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useMay } from '../../../platform/web/session.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { When } from '../../../platform/web/when.tsx'
import { type ObligationView, listObligations } from '../../obligations/contract.ts'
import { DueCard } from './due-card.tsx'
import { OpenPeriod } from '../../obligations/desk/open-period.tsx'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import './home.css'

/** A unit's own reports, and the button that records an activity, which needs no network. */
export function UnitHome() {
  const records = useMay('activity.write')
  return (
    <div className="stack">
      <UnitReports />
      {records && <RecordEntry />}
    </div>
  )
}

/** Those to write first, then what comes and what was sent. */
function UnitReports() {
  const campaign = useCampaign()
  const now = useNow()
  const obligations = useQuery({
    queryKey: ['obligations', campaign.key, 'own'],
    queryFn: () =>
      callApi(listObligations, { params: { campaign: campaign.key! }, query: { own: 'true', limit: 500 } }),
    enabled: campaign.key !== undefined,
  })
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none)
    return <EmptyState title="还没有载入活动。请系统管理员用命令 anyue campaign load 载入。" />
  return (
    <QueryState query={obligations} rows={6}>
      {({ items }) => {
        const due = items
          .filter((one) => ['returned', 'overdue', 'due-soon', 'open'].includes(one.state))
          .sort((a, b) => a.dueAt.localeCompare(b.dueAt))
        const coming = items
          .filter((one) => one.state === 'not-open')
          .sort((a, b) => a.opensAt.localeCompare(b.opensAt))
        const sent = items
          .filter((one) => one.submittedAt !== null && one.state !== 'returned')
          .sort((a, b) => b.submittedAt!.localeCompare(a.submittedAt!))
        return (
          <div className="stack">
            <h1>{due.length > 0 ? `现在要报 ${due.length} 项` : '现在没有要报的'}</h1>
            {due.length === 0 && coming[0] && (
              <p className="quiet">
                下一项：{coming[0].period.title}，{sayInstantWithWeekday(coming[0].opensAt, now)} 开始填报。
              </p>
            )}
            <ul className="plain-list">
              {due.map((one, index) => (
                <DueCard key={one.id} obligation={one} now={now} first={index === 0} />
              ))}
            </ul>
            <OpenPeriod />
            <Sent title="已报送" items={sent} />
            <Coming items={coming} now={now} />
          </div>
        )
      }}
    </QueryState>
  )
}

/** Reports that were sent, each leading to what it says. */
export function Sent({ title, items }: { title: string; items: ObligationView[] }) {
  if (items.length === 0) return null
  return (
    <section className="card" aria-labelledby="sent">
      <h2 id="sent">{title}</h2>
      <ul className="plain-list" style={{ gap: 0 }}>
        {items.map((one) => (
          <li key={one.id} className="list-line">
            <Link to="/submissions/$submission" params={{ submission: one.submissionId! }}>
              {one.period.title}
            </Link>
            <span className="row">
              <StateSign state={one.state} late={one.late} />
              <span className="quiet">
                <When at={one.submittedAt!} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Coming({ items, now }: { items: ObligationView[]; now: Date }) {
  if (items.length === 0) return null
  return (
    <details className="card">
      <summary>以后要报的 {items.length} 项</summary>
      <ul className="plain-list" style={{ gap: 0 }}>
        {items.map((one) => (
          <li key={one.id} className="list-line">
            <span>{one.period.title}</span>
            <span className="quiet">{sayInstantWithWeekday(one.dueAt, now)} 截止</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
