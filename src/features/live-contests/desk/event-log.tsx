import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePages } from '../../../platform/web/use-pages.ts'
import type { HostAction } from '../act.ts'
import { listLiveEvents } from '../contract.ts'
import type { HostMoment } from '../moment.ts'

/** The log, the last line first; points in it can be taken back at any time. */
export function EventLog({
  params,
  moment,
  busy,
  run,
}: {
  params: { campaign: string; live: string }
  moment: HostMoment
  busy: boolean
  run: (action: HostAction) => void
}) {
  const { query, items, first } = usePages({
    queryKey: ['live-events', params.live, moment.version],
    read: (cursor) =>
      callApi(listLiveEvents, {
        params,
        query: { limit: 50, cursor },
      }),
    keepsOld: true,
  })
  if (query.error) return <ProblemState error={query.error} retry={() => void query.refetch()} />
  if (!first) return <Loading rows={5} />
  return (
    <section className="card" aria-label="过程记录">
      <h2>过程记录</h2>
      <div className="table-frame" tabIndex={0} role="region" aria-label="记录">
        <table className="table">
          <tbody>
            {items.map((line) => (
              <tr key={line.number} className={line.inForce ? '' : 'host-void'}>
                <td className="digits">{line.number}</td>
                <td>{new Date(line.at).toLocaleTimeString('zh-CN', { hour12: false })}</td>
                <td>
                  {line.text}
                  {!line.inForce && '（已撤回）'}
                </td>
                <td className="digits">{line.points}</td>
                <td>
                  {line.mayTakeBack && (
                    <button
                      type="button"
                      className="link-button"
                      disabled={busy}
                      onClick={() => run({ do: 'take-back', event: line.number })}
                    >
                      {line.kind === 'undone' ? '恢复' : '撤回'}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {query.hasNextPage && (
        <button type="button" className="button button-small" onClick={() => void query.fetchNextPage()}>
          更早的记录
        </button>
      )}
    </section>
  )
}
