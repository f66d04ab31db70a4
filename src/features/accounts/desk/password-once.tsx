import { Dialog } from '../../../platform/web/dialog.tsx'
import { notify } from '../../../platform/web/notify.tsx'

/** A password that is shown now and never again. */
export function PasswordOnce({
  username,
  password,
  onDone,
}: {
  username: string
  password: string
  onDone: () => void
}) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(password)
      notify('已复制。')
    } catch {
      notify('浏览器不允许复制，请抄下来。', { kind: 'problem' })
    }
  }
  return (
    <div className="stack">
      <p>{username} 的密码：</p>
      <p className="password-once">{password}</p>
      <p className="quiet">只显示这一次，请当面或电话告知本人；首次登录须修改。</p>
      <div className="row">
        <button type="button" className="button button-primary" onClick={() => void copy()}>
          复制密码
        </button>
        <button type="button" className="button" onClick={onDone}>
          已告知，关闭
        </button>
      </div>
    </div>
  )
}

/** A reset cannot be taken back, so what follows is told first. */
export function ConfirmReset(props: { name: string; onClose: () => void; onConfirm: () => void }) {
  return (
    <Dialog title={`重置密码 · ${props.name}`} onClose={props.onClose}>
      <div className="stack">
        <p>原密码马上失效，{props.name}的登录全部退出。新密码只显示一次，须由你告知本人。</p>
        <div className="row">
          <button type="button" className="button button-primary" onClick={props.onConfirm}>
            重置密码
          </button>
          <button type="button" className="button" onClick={props.onClose}>
            取消
          </button>
        </div>
      </div>
    </Dialog>
  )
}
