import { Suspense, lazy, useState } from 'react'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { renewSession } from '../../../platform/web/session.ts'
import { callAuth } from './call-auth.ts'

const QrCode = lazy(async () => ({ default: (await import('antd')).QRCode }))

interface Enrolment {
  totpURI: string
  backupCodes: string[]
}

/** TOTP on and off. On: password → picture for the authenticator → first code → backup codes. */
export function SecondFactor({ enabled }: { enabled: boolean }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const [confirmed, setConfirmed] = useState(false)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function run(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem('')
    try {
      await work()
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setBusy(false)
    }
  }

  const begin = () =>
    run(async () => {
      setEnrolment(await callAuth<Enrolment>('two-factor/enable', { password }))
      setPassword('')
    })
  const confirm = () =>
    run(async () => {
      await callAuth('two-factor/verify-totp', { code })
      setConfirmed(true)
      setCode('')
      await renewSession()
    })
  const end = () =>
    run(async () => {
      await callAuth('two-factor/disable', { password })
      setPassword('')
      setEnrolment(null)
      setConfirmed(false)
      notify('两步验证已关闭。')
      await renewSession()
    })

  return (
    <section className="card stack" aria-labelledby="factor-heading">
      <h2 id="factor-heading">两步验证</h2>
      {enrolment && confirmed ? (
        <>
          <p className="notice notice-green">两步验证已开启。以后登录除密码外，还要填验证器上的 6 位数字。</p>
          <p>请抄下这些备用码放好，手机不在身边时每个可用一次。它们只显示这一次：</p>
          <ul className="account-codes">
            {enrolment.backupCodes.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
          <div>
            <button type="button" className="button" onClick={() => setEnrolment(null)}>
              已抄好
            </button>
          </div>
        </>
      ) : enrolment ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void confirm()
          }}
        >
          <p>1. 用手机上的验证器应用扫描下面的图；扫不了的，把密钥输入验证器。</p>
          <div className="account-qr">
            <Suspense fallback={<div style={{ width: 180, height: 180 }} />}>
              <QrCode
                value={enrolment.totpURI}
                size={180}
                type="svg"
                bordered={false}
                color="#000"
                bgColor="#fff"
              />
            </Suspense>
          </div>
          <p>
            密钥：<code>{new URL(enrolment.totpURI).searchParams.get('secret')}</code>
          </p>
          <Field label="2. 填写验证器显示的 6 位数字" error={problem || undefined}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={code}
                onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
              />
            )}
          </Field>
          <div className="row">
            <button type="submit" className="button button-primary" aria-disabled={busy}>
              开启
            </button>
            <button type="button" className="button" onClick={() => setEnrolment(null)}>
              不开启
            </button>
          </div>
        </form>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            void (enabled ? end() : begin())
          }}
        >
          <p className="quiet">
            {enabled
              ? '已开启：登录时除密码外，还要填验证器上的 6 位数字。'
              : '开启后，别人即使知道密码也无法登录。需要一个验证器应用（如手机自带的密码管理）。'}
          </p>
          <Field label="密码" error={problem || undefined}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <div>
            <button type="submit" className="button" aria-disabled={busy || password === ''}>
              {enabled ? '关闭两步验证' : '开启两步验证'}
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
