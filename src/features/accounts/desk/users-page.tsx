import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { When } from '../../../platform/web/when.tsx'
import { changeUser, listUsers, resetPassword } from '../contract.ts'
import { AddUser } from './add-user.tsx'

/** Accounts: who may do what where; the first password is shown once. */
export default function UsersPage() {
  usePageTitle('账号')
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [adding, setAdding] = useState(false)
  const [password, setPassword] = useState<{ username: string; password: string } | null>(null)
  const query = useInfiniteQuery({
    queryKey: ['users', text],
    queryFn: ({ pageParam }) =>
      callApi(listUsers, {
        query: { ...(text ? { q: text } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const act = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work()
      notify(said)
    } catch (error) {
      notify(error instanceof ApiProblem ? error.message : '没有成功，请重试。', { kind: 'problem' })
    }
    await queries.invalidateQueries({ queryKey: ['users'] })
  }
  return (
    <div className="stack">
      <div className="row-between">
        <h1>账号</h1>
        <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
          新建账号
        </button>
      </div>
      <input
        className="input"
        type="search"
        placeholder="用户名、名称"
        aria-label="查找账号"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {query.error ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title="没有符合条件的账号。" />
      ) : (
        items.map((one) => (
          <article key={one.id} className="card">
            <div className="row-between">
              <h2>
                {one.name} <span className="quiet">{one.username}</span>
              </h2>
              <span className="row">
                {one.lockedUntil && (
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() =>
                      void act(
                        () => callApi(changeUser, { params: { user: one.id }, body: { unlock: true } }),
                        '已解除锁定。',
                      )
                    }
                  >
                    解除锁定
                  </button>
                )}
                <button
                  type="button"
                  className="button button-small"
                  onClick={() =>
                    void act(async () => {
                      const reply = await callApi(resetPassword, { params: { user: one.id } })
                      setPassword({ username: one.username, password: reply.password })
                    }, '已重置密码，原有登录全部退出。')
                  }
                >
                  重置密码
                </button>
                <button
                  type="button"
                  className="button button-small"
                  onClick={() =>
                    void act(
                      () =>
                        callApi(changeUser, {
                          params: { user: one.id },
                          body: { disabled: one.disabledAt === null },
                        }),
                      one.disabledAt ? '已启用。' : '已停用，该账号的登录全部退出。',
                    )
                  }
                >
                  {one.disabledAt ? '启用' : '停用'}
                </button>
              </span>
            </div>
            <p>{one.grants.map((grant) => `${grant.unit.name} ${grant.roleName}`).join('、')}</p>
            <p className="quiet">
              {one.disabledAt ? '✕ 已停用 · ' : ''}
              {one.lockedUntil ? '✕ 已锁定 · ' : ''}
              {one.lastSignInAt ? (
                <>
                  最近登录 <When at={one.lastSignInAt} />
                </>
              ) : (
                '从未登录'
              )}
            </p>
          </article>
        ))
      )}
      {query.hasNextPage && (
        <button type="button" className="button" onClick={() => void query.fetchNextPage()}>
          再显示一些
        </button>
      )}
      {adding && (
        <AddUser
          onClose={() => setAdding(false)}
          onAdded={(added) => {
            setAdding(false)
            setPassword(added)
            void queries.invalidateQueries({ queryKey: ['users'] })
          }}
        />
      )}
      {password && (
        <Dialog title="一次性密码" onClose={() => setPassword(null)}>
          <p>
            {password.username} 的密码：<strong>{password.password}</strong>
          </p>
          <p className="quiet">只显示这一次，请当面或电话告知本人；首次登录须修改。</p>
        </Dialog>
      )}
    </div>
  )
}
