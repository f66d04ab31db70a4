import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { listInbox } from '../../submissions/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { sayDay, sayInstantWithWeekday, sayRemaining } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { ChaseDialog } from './chase-dialog.tsx'
import { MatrixView } from './matrix-view.tsx'
import { ProgressFigures } from './progress-figures.tsx'
import { countColumn, useMatrix } from './use-matrix.ts'
import './home.css'

/** The duty officer's desk: who is missing for the deadline at hand, what waits for review, the whole picture. */
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
  const [chasing, setChasing] = useState<number | null>(null)
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none)
    return <EmptyState title="还没有载入活动。请系统管理员用命令 anyue campaign load 载入。" />
  return (
    <div className="stack">
      <h1>今天 {sayDay(now)}</h1>
      <QueryState query={matrix} rows={10}>
        {(data) => {
          const counts = data.columns.map((_, index) => countColumn(data, index))
          const unfinished = data.columns.flatMap((column, index) =>
            counts[index]!.missing > 0 && Date.parse(column.dueAt) < now.getTime() ? [index] : [],
          )
          const ahead = data.columns.findIndex((column) => Date.parse(column.dueAt) >= now.getTime())
          const shown = [...unfinished.slice(-2), ...(ahead < 0 ? [] : [ahead])]
          return (
            <>
              <div className="home-grid">
                <section className="card stack" aria-labelledby="deadlines">
                  <h2 id="deadlines">期限</h2>
                  {shown.length === 0 && <p>各期都已报齐。</p>}
                  {shown.map((index) => {
                    const column = data.columns[index]!
                    const { expected, actual, missing } = counts[index]!
                    return (
                      <div key={index} className="row-between">
                        <div>
                          <h3>{column.periodTitle}</h3>
                          <p className={Date.parse(column.dueAt) < now.getTime() ? 'danger-text' : 'quiet'}>
                            {sayInstantWithWeekday(column.dueAt, now)} 截止 ·{' '}
                            {sayRemaining(column.dueAt, now)}
                          </p>
                          <p>
                            应报 {expected}，已报 {actual}，<strong>待报 {missing}</strong>
                          </p>
                        </div>
                        {missing > 0 && (
                          <button type="button" className="button" onClick={() => setChasing(index)}>
                            催报 {missing} 家
                          </button>
                        )}
                      </div>
                    )
                  })}
                </section>
                <section className="card stack" aria-labelledby="review">
                  <h2 id="review">待审</h2>
                  <p>
                    {inbox.data === undefined
                      ? '…'
                      : inbox.data.total === 0
                        ? '没有待审的报送。'
                        : `${inbox.data.total} 件等待审核。`}
                  </p>
                  {inbox.data !== undefined && inbox.data.total > 0 && (
                    <div>
                      <Link className="button button-primary" to="/inbox">
                        开始审核
                      </Link>
                    </div>
                  )}
                </section>
              </div>
              <ProgressFigures campaign={campaign.key!} />
              <MatrixView data={data} now={now} onChase={setChasing} />
              {chasing !== null && (
                <ChaseDialog
                  campaign={campaign.key!}
                  column={data.columns[chasing]!}
                  onClose={() => setChasing(null)}
                />
              )}
            </>
          )
        }}
      </QueryState>
    </div>
  )
}
