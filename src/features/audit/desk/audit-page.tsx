import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayExactly } from '../../../platform/web/say-time.ts'
import { listAuditRecords } from '../contract.ts'

/** Who did what, when and from where; nobody can change it. */
export default function AuditPage() {
  usePageTitle('审计')
  const [kind, setKind] = useState('')
  const [user, setUser] = useState('')
  const query = useInfiniteQuery({
    queryKey: ['audit', kind, user],
    queryFn: ({ pageParam }) =>
      callApi(listAuditRecords, {
        query: {
          ...(kind ? { kind } : {}),
          ...(user ? { user } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const kinds = query.data?.pages[0]?.kinds ?? {}
  return (
    <div className="stack">
      <h1>审计日志</h1>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          setUser(String(new FormData(event.currentTarget).get('user') ?? '').trim())
        }}
      >
        <select
          className="input"
          style={{ width: 'auto' }}
          aria-label="操作"
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        >
          <option value="">全部操作</option>
          {Object.entries(kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <input
          className="input"
          style={{ width: 'auto' }}
          name="user"
          placeholder="用户名或名称（完整）"
          aria-label="用户名或名称"
        />
        <button type="submit" className="button">
          查找
        </button>
      </form>
      {query.error ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title="没有符合条件的记录。" />
      ) : (
        <div className="card">
          {items.map((one) => (
            <details key={one.number} style={{ padding: '0.35rem 0' }}>
              <summary>
                {sayExactly(one.at)} · {one.userName ?? '系统'} · {one.phrase}
                {one.unit && ` · ${one.unit.name}`}
              </summary>
              <p className="quiet">
                第 {one.number} 条 · 来自 {one.address ?? '—'} · 请求 {one.requestId ?? '—'} · 对象{' '}
                {one.subjectId ?? '—'}
              </p>
              {one.before !== null && (
                <pre className="audit-value">之前 {JSON.stringify(one.before, null, 2)}</pre>
              )}
              {one.after !== null && (
                <pre className="audit-value">之后 {JSON.stringify(one.after, null, 2)}</pre>
              )}
            </details>
          ))}
        </div>
      )}
      {query.hasNextPage && (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()}>
          更早的记录
        </button>
      )}
    </div>
  )
}
