import { type FormEvent, useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { renewSession, useMe } from '../../../platform/web/session.ts'
import { setUp } from '../contract.ts'
import { callAuth } from './call-auth.ts'
import './sign-in.css'

/** The first administrator of a new installation. */
export default function SetupPage() {
  usePageTitle('首次设置')
  const me = useMe()
  const [form, setForm] = useState({ name: '', username: '', password: '', again: '' })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    const found = findProblems(form)
    setErrors(found)
    setProblem('')
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const { again: _, ...body } = form
      await callApi(setUp, { body })
      await callAuth('sign-in/username', { username: form.username, password: form.password })
      await renewSession()
      window.location.assign('/users')
    } catch (error) {
      setProblem((error as Error).message)
      if (error instanceof ApiProblem) {
        setErrors(
          Object.fromEntries(error.errors.map((one) => [one.path.replace(/^body\./, ''), one.message])),
        )
      }
      setBusy(false)
    }
  }

  const input = (key: keyof typeof form, type: string, autoComplete: string) => (ids: object) => (
    <input
      {...ids}
      className="input"
      type={type}
      autoComplete={autoComplete}
      autoCapitalize="none"
      value={form[key]}
      onChange={(event) => setForm({ ...form, [key]: event.target.value })}
    />
  )
  return (
    <div className="sign-in">
      <section className="card sign-in-card">
        <h1>首次设置</h1>
        {me && !me.setupNeeded ? (
          <p>
            系统已完成初始设置，请<a href="/sign-in">登录</a>。
          </p>
        ) : (
          <>
            <p>建立第一个系统管理员账号。其他账号由管理员登录后在「账号」页新建。</p>
            <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
              <Field label="姓名或岗位" error={errors.name}>
                {input('name', 'text', 'name')}
              </Field>
              <Field label="用户名" help="小写字母、数字或 . _ -" error={errors.username}>
                {input('username', 'text', 'username')}
              </Field>
              <Field label="密码" help="至少 10 位，可以是一句话。" error={errors.password}>
                {input('password', 'password', 'new-password')}
              </Field>
              <Field label="再输一遍密码" error={errors.again}>
                {input('again', 'password', 'new-password')}
              </Field>
              {problem && (
                <p className="notice notice-danger" role="alert">
                  {problem}
                </p>
              )}
              <button type="submit" className="button button-primary" aria-disabled={busy}>
                {busy ? '正在建立…' : '建立管理员并登录'}
              </button>
            </form>
          </>
        )}
      </section>
    </div>
  )
}

function findProblems(form: { name: string; username: string; password: string; again: string }) {
  const errors: Record<string, string> = {}
  if (!form.name.trim()) errors.name = '请填写姓名或岗位。'
  if (!/^[a-z0-9][a-z0-9._-]{1,63}$/.test(form.username))
    errors.username = '用户名须为 2–64 位小写字母、数字或 . _ -，以字母或数字开头。'
  if (form.password.length < 10) errors.password = '密码至少 10 位。'
  if (form.again !== form.password) errors.again = '两次输入的密码不一致。'
  return errors
}
