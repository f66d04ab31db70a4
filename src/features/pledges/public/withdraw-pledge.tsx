/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { withdrawPledge } from '../contract.ts'

/** Can be done again by signing anew, so nobody is asked twice; the consequence is told before. */
export function WithdrawPledge({
  campaign,
  pledge,
  path,
}: {
  campaign: string
  pledge: string
  path: string
}) {
  const [error, setError] = useState('')
  const [sending, setSending] = useState(false)
  async function withdraw(): Promise<void> {
    setSending(true)
    setError('')
    try {
      await fetchJson<typeof withdrawPledge>('DELETE', `/api/public/${campaign}/pledges/${pledge}/signature`)
      location.assign(path)
    } catch (failure) {
      if (!(failure instanceof CallFailed)) throw failure
      setError(failure.message)
      setSending(false)
    }
  }
  return (
    <div class="pledge-withdraw">
      <p class="quiet">撤回后不再计入统计，证书失效，签名随即删除；活动期间可以重新签署。</p>
      <button class="button" type="button" disabled={sending} onClick={() => void withdraw()}>
        {sending ? '正在撤回…' : '撤回签署'}
      </button>
      {error && (
        <p class="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
