/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { joinAsBuzzer } from '../public-contract.ts'

export interface JoinBuzzerProps {
  api: string
  /** The secret of the link; `key` is a word of the library. */
  secret: string
  title: string
  /** Address of the buzzer without the secret. */
  here: string
}

/** Not by merely opening the link: whatever looks at a link beforehand would take the team's place. */
export function JoinBuzzer({ api, secret, title, here }: JoinBuzzerProps) {
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  async function join(): Promise<void> {
    setBusy(true)
    try {
      await fetchJson<typeof joinAsBuzzer>('POST', `${api}/buzzer`, { key: secret })
      // The secret does not stay in the address.
      location.replace(here)
    } catch (error) {
      setProblem(error instanceof CallFailed ? error.message : '没有加入，请重试。')
      setBusy(false)
    }
  }
  return (
    <main id="main" class="buzzer-page">
      <header class="buzzer-head">
        <h1>{title}</h1>
      </header>
      {secret ? (
        <>
          <p class="buzzer-said">把这部手机当作本队的抢答器。每队一部，请由队长拿着，比赛中不要锁屏。</p>
          <button type="button" class="button button-primary button-wide" disabled={busy} onClick={join}>
            加入
          </button>
        </>
      ) : (
        <p class="buzzer-said">请扫主持人给的二维码加入。</p>
      )}
      {problem && (
        <p class="note note-danger" role="alert">
          {problem}
        </p>
      )}
    </main>
  )
}
