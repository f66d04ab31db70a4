import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { notify, notifyProblem } from '../../../platform/web/notify.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { changeUser, listUsers, resetPassword } from '../contract.ts'
import { AddUser } from './add-user.tsx'
import { ConfirmReset, PasswordOnce } from './password-once.tsx'
import { EditUser } from './edit-user.tsx'
import { type User, UserLine } from './user-line.tsx'
import './users.css'

type Open =
  | { kind: 'add' }
  | { kind: 'edit' | 'reset'; user: User }
  | { kind: 'password'; username: string; password: string }

/** Accounts: who may do what where; the first password is shown once. */
export default function UsersPage() {
  usePageTitle('账号')
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  const wanted = useDeferredValue(text.trim())
  const { query, items, first } = usePages({
    queryKey: ['users', wanted],
    read: (cursor) =>
      callApi(listUsers, {
        query: { ...(wanted ? { q: wanted } : {}), cursor },
      }),
    keepsOld: true,
  })
  const renew = () => queries.invalidateQueries({ queryKey: ['users'] })
  const act = async (work: () => Promise<unknown>, said: string, undo?: () => void) => {
    try {
      await work()
      notify(said, undo ? { action: { label: '撤销', run: undo } } : {})
    } catch (error) {
      notifyProblem(error)
    }
    await renew()
  }
  const change = (user: User, body: { disabled?: boolean; unlock?: boolean }) => () =>
    callApi(changeUser, { params: { user: user.id }, body })
  const setDisabled = (user: User, disabled: boolean): void =>
    void act(
      change(user, { disabled }),
      disabled ? `已停用 ${user.name}，其登录全部退出。` : `已启用 ${user.name}。`,
      () => setDisabled(user, !disabled),
    )
  const reset = (user: User) =>
    act(async () => {
      const { password } = await callApi(resetPassword, { params: { user: user.id } })
      setOpen({ kind: 'password', username: user.username, password })
    }, '已重置密码，原有登录全部退出。')
  return (
    <div className="stack">
      <div className="row-between">
        <h1>账号</h1>
        <button type="button" className="button button-primary" onClick={() => setOpen({ kind: 'add' })}>
          新建账号
        </button>
      </div>
      <input
        className="input users-search"
        type="search"
        placeholder="用户名或名称"
        aria-label="查找账号"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {query.error && !first ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title="没有符合条件的账号。" />
      ) : (
        <ul className="card users-list">
          {items.map((one) => (
            <UserLine
              key={one.id}
              user={one}
              onEdit={() => setOpen({ kind: 'edit', user: one })}
              onReset={() => setOpen({ kind: 'reset', user: one })}
              onDisable={() => setDisabled(one, one.disabledAt === null)}
              onUnlock={() => void act(change(one, { unlock: true }), '已解除锁定。')}
            />
          ))}
        </ul>
      )}
      <MoreButton query={query}>再显示一些</MoreButton>
      {open?.kind === 'add' && (
        <AddUser
          onClose={() => setOpen(null)}
          onAdded={(added) => {
            setOpen({ kind: 'password', ...added })
            void renew()
          }}
        />
      )}
      {open?.kind === 'edit' && (
        <EditUser
          user={open.user}
          onClose={() => setOpen(null)}
          onSaved={() => {
            setOpen(null)
            notify('已保存。')
            void renew()
          }}
        />
      )}
      {open?.kind === 'reset' && (
        <ConfirmReset
          name={open.user.name}
          onClose={() => setOpen(null)}
          onConfirm={() => void reset(open.user)}
        />
      )}
      {open?.kind === 'password' && (
        <Dialog title="一次性密码" onClose={() => setOpen(null)}>
          <PasswordOnce username={open.username} password={open.password} onDone={() => setOpen(null)} />
        </Dialog>
      )}
    </div>
  )
}
