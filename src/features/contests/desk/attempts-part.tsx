import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePages } from '../../../platform/web/use-pages.ts'
import { When } from '../../../platform/web/when.tsx'
import { type AttemptLine, listAttempts } from '../desk-contract.ts'
import { sayUsed } from '../say-used.ts'
import type { PartProps } from './part-props.ts'

/** Answer papers without names, the latest first; each can be made again. */
export function AttemptsPart({ campaign, contest }: PartProps) {
  const [q, setQ] = useState('')
  const { query, items, first } = usePages({
    queryKey: ['contest', campaign, contest, 'attempts', q],
    read: (cursor) => callApi(listAttempts, { params: { campaign, contest }, query: { q, cursor } }),
  })
  return (
    <>
      <form
        className="row no-print"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          setQ(String(new FormData(event.currentTarget).get('q')).trim())
        }}
      >
        <label className="contest-search">
          <span className="field-label">查找</span>
          <input className="input" type="search" name="q" maxLength={64} placeholder="答卷、证书或抽奖编号" />
        </label>
        <button type="submit" className="button">
          查找
        </button>
      </form>
      {query.error && !first ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title={q ? '没有这个编号的答卷。' : '还没有答卷。'} />
      ) : (
        <Attempts items={items} contest={contest} />
      )}
      <MoreButton query={query}>更早的答卷</MoreButton>
    </>
  )
}

function Attempts({ items, contest }: { items: AttemptLine[]; contest: string }) {
  return (
    <div className="card table-frame" tabIndex={0} role="region" aria-label="答卷列表">
      <table className="table contest-attempts">
        <thead>
          <tr>
            <th scope="col">开始</th>
            <th scope="col">参与者</th>
            <th scope="col">单位</th>
            <NumberHead>得分</NumberHead>
            <NumberHead>用时</NumberHead>
            <th scope="col">复核</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td>
                <When at={one.startedAt} />
              </td>
              <td>
                {one.phone ?? `未验证手机号（${one.mark}）`}
                {one.phase === 'daily' && <span className="quiet"> 每日一答</span>}
              </td>
              <td>{one.unit.name}</td>
              <td className="digits">{one.points === null ? '—' : `${one.points}/${one.fullPoints}`}</td>
              <td className="digits">{one.usedMs === null ? '—' : sayUsed(one.usedMs)}</td>
              <td>
                {one.finishedAt ? (
                  <Link
                    to={'/contests/$contest/attempts/$attempt' as never}
                    params={{ contest, attempt: one.id } as never}
                  >
                    打开
                  </Link>
                ) : (
                  <span className="quiet">未交卷</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
