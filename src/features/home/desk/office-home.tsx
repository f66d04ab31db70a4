import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { listInbox } from '../../submissions/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type Chased, ChaseDialog } from '../../obligations/desk/chase-dialog.tsx'
import { MatrixView } from '../../obligations/desk/matrix-view.tsx'
import { NextDeadline, PastDeadlines } from './office-deadlines.tsx'
import { ProgressFigures } from '../../obligations/desk/progress-figures.tsx'
import { useMatrix } from '../../obligations/desk/use-matrix.ts'
import './home.css'

/** The duty officer's desk: the deadline at hand, what waits for review, the whole picture. */
export function OfficeHome() {
  const campaign = useCampaign()
  const now = useNow()
  const matrix = useMatrix(campaign.key)
  const inbox = useQuery({
    queryKey: ['inbox', campaign.key, 'count'],
    queryFn: () => callApi(listInbox, { params: { campaign: campaign.key! }, query: { limit: 1 } }),
    enabled: campaign.key !== undefined,
    refetchInterval: 60_000,
  })
  const [chasing, setChasing] = useState<Chased | null>(null)
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none)
    return <EmptyState title="还没有载入活动。请系统管理员用命令 anyue campaign load 载入。" />
  return (
    <div className="stack">
      <h1>今天 {sayDay(now)}</h1>
      <QueryState query={matrix} rows={10}>
        {(data) => (
          <>
            <div className="home-grid">
              <NextDeadline data={data} now={now} onChase={setChasing} />
              <section className="card home-review" aria-labelledby="review">
                <h2 id="review">待审</h2>
                {inbox.error ? (
                  <ProblemState error={inbox.error} retry={() => void inbox.refetch()} />
                ) : (
                  <p className="home-big">
                    {inbox.data === undefined
                      ? '…'
                      : inbox.data.total === 0
                        ? '都审完了'
                        : `${inbox.data.total} 件`}
                  </p>
                )}
                {inbox.data !== undefined && inbox.data.total > 0 && (
                  <Link className="button button-primary" to="/inbox">
                    开始审核
                  </Link>
                )}
              </section>
            </div>
            <PastDeadlines data={data} now={now} onChase={setChasing} />
            <ProgressFigures campaign={campaign.key!} />
            <MatrixView data={data} now={now} onChase={setChasing} />
            {chasing !== null && (
              <ChaseDialog campaign={campaign.key!} period={chasing} onClose={() => setChasing(null)} />
            )}
          </>
        )}
      </QueryState>
    </div>
  )
}
