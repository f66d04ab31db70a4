import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { listUnsigned } from '../../submissions/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { sayInstantWithWeekday, sayRemaining } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { When } from '../../../platform/web/when.tsx'
import { listObligations } from '../../obligations/contract.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { Sent } from './unit-home.tsx'
import './home.css'

/** A unit's leader: what to read and sign, then what the unit still owes. */
export function LeaderHome() {
  const campaign = useCampaign()
  const now = useNow()
  const params = { campaign: campaign.key! }
  const unsigned = useQuery({
    queryKey: ['unsigned', campaign.key],
    queryFn: () => callApi(listUnsigned, { params, query: { limit: 50 } }),
    enabled: campaign.key !== undefined,
  })
  const obligations = useQuery({
    queryKey: ['obligations', campaign.key, 'own'],
    queryFn: () => callApi(listObligations, { params, query: { own: 'true', limit: 500 } }),
    enabled: campaign.key !== undefined,
  })
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  return (
    <QueryState query={unsigned} rows={6}>
      {({ items: toSign }) => (
        <div className="stack">
          <h1>{toSign.length > 0 ? `待签阅 ${toSign.length} 份` : '没有待签阅的报送'}</h1>
          <ul className="plain-list">
            {toSign.map((one, index) => (
              <li key={one.id} className="card due-card">
                <div className="due-card-text">
                  <h3>{one.period.title}</h3>
                  <p className="row">
                    <StateSign state={one.state} late={one.late} />
                    <span className="quiet">
                      <When at={one.submittedAt!} /> 报送
                    </span>
                  </p>
                </div>
                <Link
                  className={index === 0 ? 'button button-primary' : 'button'}
                  to="/submissions/$submission"
                  params={{ submission: one.submissionId! }}
                >
                  去签阅<span className="visually-hidden">：{one.period.title}</span>
                </Link>
              </li>
            ))}
          </ul>
          <QueryState query={obligations} rows={4}>
            {({ items }) => {
              const owed = items.filter((one) =>
                ['returned', 'overdue', 'due-soon', 'open'].includes(one.state),
              )
              const signed = items.filter(
                (one) =>
                  one.submittedAt !== null &&
                  one.state !== 'returned' &&
                  !toSign.some((waiting) => waiting.id === one.id),
              )
              return (
                <>
                  {owed.length > 0 && (
                    <section className="card" aria-labelledby="owed">
                      <h2 id="owed">联络员还要报</h2>
                      <ul className="plain-list home-past">
                        {owed.map((one) => (
                          <li key={one.id} className="list-line">
                            <span>{one.period.title}</span>
                            <span className="row">
                              <StateSign state={one.state} />
                              <span className="quiet">
                                {sayInstantWithWeekday(one.dueAt, now)} 截止 · {sayRemaining(one.dueAt, now)}
                              </span>
                            </span>
                          </li>
                        ))}
                      </ul>
                    </section>
                  )}
                  <Sent title="已签阅" items={signed} />
                </>
              )
            }}
          </QueryState>
        </div>
      )}
    </QueryState>
  )
}
