import { type FormEvent, useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { renewSession } from '../../../platform/web/session.ts'
import { changeOwnPassword } from '../contract.ts'

export function ChangePassword({ username }: { username: string }) {
  const [form, setForm] = useState({ currentPassword: '', newPassword: '' })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const found: Record<string, string> = {}
    if (!form.currentPassword) found.currentPassword = '请填写现用密码。'
    if (form.newPassword.length < 10)
      found.newPassword = `密码至少 10 位，现有 ${form.newPassword.length} 位。`
    setErrors(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      await callApi(changeOwnPassword, { body: form })
      setForm({ currentPassword: '', newPassword: '' })
      notify('密码已修改，其他设备上的登录已退出。')
      await renewSession()
    } catch (error) {
      if (error instanceof ApiProblem && error.name === 'wrong-password') {
        setErrors({ currentPassword: error.message })
      } else if (error instanceof ApiProblem && error.errors.length > 0) {
        setErrors({ newPassword: error.errors[0]!.message })
      } else {
        setErrors({ form: (error as Error).message })
      }
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="card stack" aria-labelledby="password-heading">
      <h2 id="password-heading">修改密码</h2>
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <input
          type="text"
          className="visually-hidden"
          autoComplete="username"
          value={username}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <Field label="现用密码" error={errors.currentPassword}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              value={form.currentPassword}
              onChange={(event) => setForm({ ...form, currentPassword: event.target.value })}
            />
          )}
        </Field>
        <Field label="新密码" help="至少 10 位。一句好记的话比难记的符号更安全。" error={errors.newPassword}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type={shown ? 'text' : 'password'}
              autoComplete="new-password"
              value={form.newPassword}
              onChange={(event) => setForm({ ...form, newPassword: event.target.value })}
            />
          )}
        </Field>
        <label className="row">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          显示密码
        </label>
        <p className="field-error" role="alert">
          {errors.form}
        </p>
        <div className="row">
          <button type="submit" className="button button-primary" aria-disabled={busy}>
            修改密码
          </button>
          <span className="quiet">其他设备上的登录会退出。</span>
        </div>
      </form>
    </section>
  )
}
