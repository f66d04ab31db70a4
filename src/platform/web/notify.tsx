import { useEffect, useSyncExternalStore } from 'react'
import { ApiProblem } from './call-api.ts'
import './notify.css'

interface Notice {
  id: number
  text: string
  kind: 'done' | 'problem'
  action?: { label: string; run: () => void }
}

let notices: Notice[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

/** One line at the foot of the page for some seconds; with `action` (「撤销」) longer. */
export function notify(
  text: string,
  options: { kind?: Notice['kind']; action?: Notice['action'] } = {},
): void {
  lastId += 1
  change([...notices.slice(-2), { id: lastId, text, kind: options.kind ?? 'done', action: options.action }])
}

/** Says what went wrong: a declared problem in its own words. */
export function notifyProblem(error: unknown): void {
  notify(error instanceof ApiProblem ? error.message : '没有成功，请重试。', { kind: 'problem' })
}

function dismiss(id: number): void {
  change(notices.filter((one) => one.id !== id))
}

/** Stands once in the shell. */
export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => notices,
  )
  return (
    <div className="notify no-print" role="status">
      {shown.map((one) => (
        <NoticeLine key={one.id} notice={one} />
      ))}
    </div>
  )
}

function NoticeLine({ notice }: { notice: Notice }) {
  useEffect(() => {
    const wait = notice.action || notice.kind === 'problem' ? 10_000 : 5_000
    const timer = setTimeout(() => dismiss(notice.id), wait)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div className={`notify-line notify-${notice.kind}`}>
      <span>{notice.text}</span>
      {notice.action && (
        <button
          type="button"
          className="notify-button"
          onClick={() => {
            notice.action!.run()
            dismiss(notice.id)
          }}
        >
          {notice.action.label}
        </button>
      )}
      <button type="button" className="notify-button" aria-label="关闭" onClick={() => dismiss(notice.id)}>
        ×
      </button>
    </div>
  )
}
