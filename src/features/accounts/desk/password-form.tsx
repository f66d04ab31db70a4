import { type FormEvent, useRef, useState } from 'react'
import { Field } from '../../../platform/web/field.tsx'

export function PasswordForm({ signIn }: { signIn: (username: string, password: string) => Promise<void> }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const passwordInput = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (!username.trim() || !password) {
      setProblem('请填写用户名和密码。')
      return
    }
    setBusy(true)
    setProblem('')
    try {
      await signIn(username.trim().toLowerCase(), password)
    } catch (error) {
      setProblem((error as Error).message)
      passwordInput.current?.select()
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      <Field label="用户名">
        {(ids) => (
          <input
            {...ids}
            className="input"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </Field>
      <Field label="密码" error={problem || undefined}>
        {(ids) => (
          <div className="sign-in-password">
            <input
              {...ids}
              ref={passwordInput}
              className="input"
              name="password"
              type={shown ? 'text' : 'password'}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <button
              type="button"
              className="link-button"
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              {shown ? '隐藏' : '显示'}
            </button>
          </div>
        )}
      </Field>
      <span className="visually-hidden" role="alert">
        {problem}
      </span>
      <button type="submit" className="button button-primary" aria-disabled={busy}>
        {busy ? '正在登录…' : '登录'}
      </button>
      <p className="quiet">忘记密码请联系本系统管理员重置。</p>
    </form>
  )
}
