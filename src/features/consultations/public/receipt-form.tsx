/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { takePart } from '../../participants/public/take-part.ts'
import type { findByReceipt } from '../contract.ts'
import { type ShownQuestion, ShownQuestionCard } from './shown-question.tsx'

export interface ReceiptFormProps {
  address: string
  /** Words for the states. */
  words: Record<'open' | 'answered' | 'closed', string>
}

export function ReceiptForm({ address, words }: ReceiptFormProps) {
  const [receipt, setReceipt] = useState('')
  const [found, setFound] = useState<ShownQuestion | null>(null)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  async function find(event: Event): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setProblem('')
    setFound(null)
    try {
      const one = await takePart(() => fetchJson<typeof findByReceipt>('POST', address, { receipt }))
      const { answer } = one
      setFound({
        ...one,
        stateWord: words[one.state],
        day: sayDay(one.askedAt),
        answer: answer && { ...answer, day: sayDay(answer.at) },
      })
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      setProblem(error.errors[0]?.message ?? error.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <form class="card" onSubmit={(event) => void find(event)}>
        <h2>凭回执号查答复</h2>
        <div class="field">
          <label for="receipt">回执号</label>
          <input
            id="receipt"
            type="text"
            maxLength={40}
            autocomplete="off"
            placeholder="HZ-…"
            value={receipt}
            onInput={(event) => setReceipt(event.currentTarget.value)}
          />
        </div>
        {problem && (
          <p class="field-error" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="button" disabled={busy}>
          查询
        </button>
      </form>
      <div role="status">{found && <ShownQuestionCard question={found} />}</div>
    </>
  )
}

function sayDay(instant: string): string {
  const at = new Date(instant)
  return `${at.getMonth() + 1}月${at.getDate()}日`
}
