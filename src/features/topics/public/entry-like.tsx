/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { takePart } from '../../participants/public/take-part.ts'
import type { likeEntry } from '../contract.ts'

export interface EntryLikeProps {
  address: string
  likes: number
  liked: boolean
  open: boolean
}

/** One like each; it may be taken back. */
export function EntryLike({ address, open, ...first }: EntryLikeProps) {
  const [state, setState] = useState(first)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function change(): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      const method = (state.liked ? 'DELETE' : 'PUT') as 'PUT'
      setState(await takePart(() => fetchJson<typeof likeEntry>(method, address)))
    } catch (error) {
      setProblem(error instanceof CallFailed ? error.message : '没有成功，请重试。')
    }
    setBusy(false)
  }
  return (
    <div class="topic-like">
      {open && (
        <button
          type="button"
          class={`button${state.liked ? ' topic-liked' : ''}`}
          aria-pressed={state.liked}
          disabled={busy}
          onClick={() => void change()}
        >
          {state.liked ? '已点赞' : '点赞'}
        </button>
      )}
      <span class="quiet digits" role="status">
        {state.likes} 个赞
      </span>
      {problem && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
