import { type FormEvent, useState } from 'react'
import { Field } from '../../../platform/web/field.tsx'
import { callAuth } from './call-auth.ts'

/** The second step: six digits of the authenticator, or a backup code. */
export function SecondFactorForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [code, setCode] = useState('')
  const [backup, setBackup] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function send(value: string): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem('')
    try {
      await callAuth(backup ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code: value })
      onDone()
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setBusy(false)
    }
  }

  function change(value: string): void {
    const clean = backup ? value.trim() : value.replace(/\D/g, '').slice(0, 6)
    setCode(clean)
    if (!backup && clean.length === 6) void send(clean)
  }

  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send(code)
      }}
    >
      <Field
        label={backup ? '备用码' : '6 位验证码'}
        help={backup ? '每个备用码只能用一次。' : '打开手机上的验证器，填写现在显示的数字。'}
        error={problem || undefined}
      >
        {(ids) => (
          <input
            {...ids}
            className="input sign-in-code"
            autoFocus
            autoComplete="one-time-code"
            inputMode={backup ? 'text' : 'numeric'}
            value={code}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button button-primary" aria-disabled={busy}>
        {busy ? '正在验证…' : '验证'}
      </button>
      <div className="row-between">
        <button
          type="button"
          className="link-button"
          onClick={() => (setBackup(!backup), setCode(''), setProblem(''))}
        >
          {backup ? '改用验证码' : '手机不在身边，用备用码'}
        </button>
        <button type="button" className="link-button" onClick={onBack}>
          返回
        </button>
      </div>
    </form>
  )
}
