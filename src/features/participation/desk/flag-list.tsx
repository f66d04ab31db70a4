import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { When } from '../../../platform/web/when.tsx'
import { type FlagView, listFlags } from '../contract.ts'
import { SettleFlag } from './settle-flag.tsx'

export function FlagList({
  campaign,
  settled,
  maySettle,
  show,
}: {
  campaign: string
  settled: boolean
  maySettle: boolean
  show: (settled: boolean) => void
}) {
  const state = settled ? ('settled' as const) : ('open' as const)
  const { query, items, first } = usePages({
    queryKey: ['participation', campaign, 'flags', state],
    read: (cursor) =>
      callApi(listFlags, {
        params: { campaign },
        query: { state, cursor },
      }),
  })
  return (
    <section className="stack no-print" aria-labelledby="flags">
      <div className="participation-flags-head">
        <h2 id="flags">{settled ? '已办结的疑点' : '待核实的疑点'}</h2>
        <button type="button" className="link-button" onClick={() => show(!settled)}>
          {settled ? '看待核实的' : '看已办结的'}
        </button>
      </div>
      <p className="quiet">系统发现的异常只供核实，不影响任何人参加，也不自动扣减。</p>
      {query.error ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={3} />
      ) : items.length === 0 ? (
        <p className="quiet">{settled ? '还没有办结的疑点。' : '没有待核实的疑点。'}</p>
      ) : (
        items.map((flag) => <Flag key={flag.id} campaign={campaign} flag={flag} maySettle={maySettle} />)
      )}
      <MoreButton query={query} wide>
        更多疑点
      </MoreButton>
    </section>
  )
}

function Flag({ campaign, flag, maySettle }: { campaign: string; flag: FlagView; maySettle: boolean }) {
  return (
    <article className="card stack" aria-label={flag.sentence}>
      <p className="participation-doubt">
        <span aria-hidden="true">⚑ </span>
        {flag.sentence}
      </p>
      <p className="quiet">
        {flag.title} · {flag.unit.name} · {sayDay(flag.day)} · 发现于 <When at={flag.foundAt} />
      </p>
      {flag.settled ? (
        <p className="quiet">
          已办结：{flag.settled.note}（{flag.settled.by}，<When at={flag.settled.at} />）
        </p>
      ) : (
        maySettle && <SettleFlag campaign={campaign} flag={flag.id} />
      )}
    </article>
  )
}
