/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import type { withdrawEntry } from '../contract.ts'

export interface WithdrawEntryProps {
  /** Address that an entry's id follows. */
  base: string
  entries: { id: string; title: string }[]
}

/** Takes one of one's entries back; it cannot be undone, so it is said and asked once more. */
export function WithdrawEntry({ base, entries }: WithdrawEntryProps) {
  const [chosen, setChosen] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function withdraw(event: Event): Promise<void> {
    event.preventDefault()
    if (!chosen) return setProblem('请先选择要撤回的作品。')
    setBusy(true)
    setProblem('')
    try {
      await fetchJson<typeof withdrawEntry>('POST', `${base}${chosen}/withdrawal`)
      location.reload()
    } catch (error) {
      setProblem(error instanceof CallFailed ? error.message : '没有成功，请重试。')
      setBusy(false)
    }
  }
  return (
    <form class="card" onSubmit={(event) => void withdraw(event)}>
      <h2>撤回作品</h2>
      <p class="quiet">撤回后不再展示，也不再计入统计，不能恢复。</p>
      <div class="field">
        <label for="withdraw-choice">要撤回的作品</label>
        <select
          id="withdraw-choice"
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          <option value="">请选择</option>
          {entries.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </div>
      {problem && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button" disabled={busy}>
        撤回
      </button>
    </form>
  )
}
