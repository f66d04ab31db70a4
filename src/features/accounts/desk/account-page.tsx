import { DisplaySwitches } from '../../../platform/web/display-switches.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { signOut, useUser } from '../../../platform/web/session.ts'
import { ChangePassword } from './change-password.tsx'
import { SecondFactor } from './second-factor.tsx'
import './account.css'

export default function AccountPage() {
  usePageTitle('账号与密码')
  const user = useUser()
  return (
    <div className="account">
      <h1>账号与密码</h1>
      {user.mustChangePassword && (
        <p className="notice notice-amber">这是管理员给的初始密码，请先换成自己的密码，然后即可使用。</p>
      )}
      <section className="card stack">
        <dl className="account-facts">
          <dt>名称</dt>
          <dd>{user.name}</dd>
          <dt>用户名</dt>
          <dd>{user.username}</dd>
          <dt>角色</dt>
          <dd>
            {user.grants.map((grant) => (
              <div key={`${grant.role}-${grant.unit.code}`}>
                {grant.unit.name} {grant.roleName}
              </div>
            ))}
          </dd>
        </dl>
        <div>
          <button type="button" className="button" onClick={() => void signOut()}>
            退出登录
          </button>
        </div>
      </section>
      <ChangePassword username={user.username} />
      {!user.mustChangePassword && <SecondFactor enabled={user.twoFactor} />}
      <section className="card">
        <DisplaySwitches />
      </section>
    </div>
  )
}
