import type { z } from 'zod'
import { sayDuration } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import type { userView } from '../contract.ts'

export type User = z.output<typeof userView>

/** One account: who, what for, how it stands, what can be done. */
export function UserLine({
  user,
  onEdit,
  onReset,
  onDisable,
  onUnlock,
}: {
  user: User
  onEdit: () => void
  onReset: () => void
  onDisable: () => void
  onUnlock: () => void
}) {
  return (
    <li className="user-line">
      <div className="user-who">
        <b>{user.name}</b> <span className="quiet">{user.username}</span>
        {user.own && <span className="quiet">（本人）</span>}
        <p>{user.grants.map((grant) => `${grant.unit.name} ${grant.roleName}`).join('、')}</p>
        <p className="quiet user-facts">
          {user.disabledAt && <span className="danger-text">✕ 已停用</span>}
          {user.lockedUntil && (
            <span className="danger-text">✕ 已锁定，还有 {sayLeft(user.lockedUntil)}自动解除</span>
          )}
          <span>
            {user.lastSignInAt ? (
              <>
                最近登录 <When at={user.lastSignInAt} />
              </>
            ) : (
              '从未登录'
            )}
          </span>
        </p>
      </div>
      {user.mayChange ? (
        <div className="row user-actions">
          {user.lockedUntil && (
            <Action name={user.name} onClick={onUnlock}>
              解除锁定
            </Action>
          )}
          <Action name={user.name} onClick={onEdit}>
            修改
          </Action>
          <Action name={user.name} onClick={onReset}>
            重置密码
          </Action>
          {!user.own && (
            <Action name={user.name} onClick={onDisable}>
              {user.disabledAt ? '启用' : '停用'}
            </Action>
          )}
        </div>
      ) : (
        <p className="quiet">由上级管理员管理</p>
      )}
    </li>
  )
}

function Action({ name, onClick, children }: { name: string; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={`${children}：${name}`}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

/** Locks run by the real clock, in a demo too. */
function sayLeft(until: string): string {
  return sayDuration(Math.max(0, Date.parse(until) - Date.now()))
}
