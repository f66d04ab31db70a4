/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { askForCode, confirmCode } from '../contract.ts'
import { takePart } from './take-part.ts'

export interface VerifyPhoneProps {
  /** Address of the privacy notice. */
  privacy: string
  onVerified: (phone: string) => void
}

/** Number → code → on with what the citizen was doing. */
export function VerifyPhone({ privacy, onVerified }: VerifyPhoneProps) {
  const [number, setNumber] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const [error, setError] = useState('')
  const [busy, setBusy] = useState(false)
  const codeInput = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (sentTo) codeInput.current?.focus()
  }, [sentTo])

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setError('')
    try {
      await work()
    } catch (failure) {
      setError(failure instanceof CallFailed ? failure.message : '没有完成，请再试一次。')
    }
    setBusy(false)
  }
  const send = () =>
    attempt(async () => {
      const reply = await takePart(() =>
        fetchJson<typeof askForCode>('POST', '/api/devices/phone', { number }),
      )
      setCode('')
      setSentTo(reply.phone)
    })
  const confirm = () =>
    attempt(async () => {
      if (!/^\d{6}$/.test(code)) return setError('验证码是 6 位数字，请看收到的短信。')
      const reply = await fetchJson<typeof confirmCode>('POST', '/api/devices/phone/code', { code })
      onVerified(reply.phone)
    })

  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault()
        void (sentTo ? confirm() : send())
      }}
    >
      {sentTo ? (
        <>
          <p role="status">验证码已发到 {sentTo}，10 分钟内有效。</p>
          <div class="field">
            <label for="verify-code">短信里的 6 位验证码</label>
            <input
              id="verify-code"
              ref={codeInput}
              type="text"
              inputMode="numeric"
              autocomplete="one-time-code"
              maxLength={6}
              value={code}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? 'verify-error' : undefined}
              onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
            />
          </div>
        </>
      ) : (
        <div class="field">
          <label for="verify-number">手机号</label>
          <input
            id="verify-number"
            type="tel"
            inputMode="tel"
            autocomplete="tel-national"
            maxLength={20}
            value={number}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'verify-error verify-why' : 'verify-why'}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
          <p class="quiet" id="verify-why">
            只用来确认是您本人，不保存号码原文，不作其他用途。<a href={privacy}>隐私说明</a>
          </p>
        </div>
      )}
      {error && (
        <p class="field-error" id="verify-error" role="alert">
          {error}
        </p>
      )}
      <button type="submit" class="button button-primary button-wide" disabled={busy}>
        {sentTo ? '确认' : '获取验证码'}
      </button>
      {sentTo && (
        <button type="button" class="button button-wide" disabled={busy} onClick={() => setSentTo(null)}>
          换一个号码，或重新获取
        </button>
      )}
    </form>
  )
}
