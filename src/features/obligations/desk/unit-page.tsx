import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useMay } from '../../../platform/web/session.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type ObligationView, listObligations } from '../contract.ts'
import { DeadlineDialog } from './deadline-dialog.tsx'
import { StateSign } from './state-sign.tsx'
import './home.css'

/** Everything that one unit has to report, with its state. */
export default function UnitPage() {
  const { unit } = useParams({ strict: false }) as { unit: string }
  const campaign = useCampaign()
  const now = useNow()
  const mayChange = useMay('deadline.change')
  const [changing, setChanging] = useState<ObligationView | null>(null)
  const query = useQuery({
    queryKey: ['obligations', campaign.key, unit],
    queryFn: () =>
      callApi(listObligations, {
        params: { campaign: campaign.key! },
        query: { unit, own: 'true', limit: 500 },
      }),
    enabled: campaign.key !== undefined,
  })
  const name = query.data?.items[0]?.unit.name
  usePageTitle(name ?? '单位')
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  return (
    <QueryState query={query} rows={8}>
      {({ items }) => (
        <div className="stack">
          <h1>{name ?? '单位'}</h1>
          {items.length === 0 && <EmptyState title="这个单位没有要报的项目。" />}
          <ul className="card plain-list" style={{ gap: 0 }}>
            {items.map((one) => (
              <li key={one.id} id={one.id} className="home-line">
                <span>
                  {one.submissionId ? (
                    <Link to="/submissions/$submission" params={{ submission: one.submissionId }}>
                      {one.period.title}
                    </Link>
                  ) : (
                    one.period.title
                  )}
                  <span className="quiet"> {sayInstantWithWeekday(one.dueAt, now)} 截止</span>
                  {one.dueAt !== one.originalDueAt && <span className="quiet">（已延期）</span>}
                </span>
                <span className="row">
                  <StateSign state={one.state} late={one.late} />
                  {mayChange && one.standing !== 'accepted' && (
                    <button type="button" className="link-button" onClick={() => setChanging(one)}>
                      延期或免报
                      <span className="visually-hidden">：{one.period.title}</span>
                    </button>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {changing && campaign.key && (
            <DeadlineDialog campaign={campaign.key} obligation={changing} onClose={() => setChanging(null)} />
          )}
        </div>
      )}
    </QueryState>
  )
}
