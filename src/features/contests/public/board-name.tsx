/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { takePart } from '../../participants/public/take-part.ts'
import type { giveBoardName } from '../board-contract.ts'

/** How the person is called on the board; only the masked form leaves the server's memory. */
export function BoardName({ api, name }: { api: string; name: string }) {
  const [shown, setShown] = useState(name)
  const [typed, setTyped] = useState('')
  const [state, setState] = useState('')

  async function give(given: string | null): Promise<void> {
    setState('正在保存…')
    try {
      const kept = await takePart(() =>
        fetchJson<typeof giveBoardName>('PUT', `${api}/name`, { name: given }),
      )
      setShown(kept.name)
      setTyped('')
      setState(`已保存，榜上显示「${kept.name}」，刷新后可见。`)
    } catch (error) {
      const told = error instanceof CallFailed ? (error.errors[0]?.message ?? error.message) : '请稍后再试。'
      setState(told)
    }
  }

  return (
    <details class="board-name">
      <summary>榜上显示为「{shown}」，改一改</summary>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.trim()) void give(typed.trim())
        }}
      >
        <label for="board-name">姓名</label>
        <input
          id="board-name"
          type="text"
          maxLength={30}
          autocomplete="name"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p class="quiet">只保存姓，其余隐去（如“王&#8288;*”）。也可以不填。</p>
        <div class="board-links">
          <button type="submit" class="button button-primary">
            保存
          </button>
          <button type="button" class="button" onClick={() => void give(null)}>
            不显示姓
          </button>
        </div>
        <p role="status">{state}</p>
      </form>
    </details>
  )
}
