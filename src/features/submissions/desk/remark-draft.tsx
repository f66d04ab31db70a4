import { type ReactNode, createContext, use, useId, useLayoutEffect, useState } from 'react'

/** Remarks that a reviewer has written and not sent, by path; they leave with the return. */
export interface RemarkDraft {
  remarks: Record<string, string>
  set: (path: string, text: string) => void
  remove: (path: string) => void
  /** Paths with a text. */
  written: string[]
}

/** Kept while the page is open, so that a look at the next report loses nothing. */
const kept = new Map<string, Record<string, string>>()

export function useRemarkDraft(submissionId: string): RemarkDraft & { clear: () => void } {
  const [remarks, setRemarks] = useState<Record<string, string>>(() => kept.get(submissionId) ?? {})
  const change = (next: Record<string, string>) => {
    kept.set(submissionId, next)
    setRemarks(next)
  }
  return {
    remarks,
    set: (path, text) => change({ ...remarks, [path]: text }),
    remove: (path) => {
      const { [path]: _, ...rest } = remarks
      change(rest)
    },
    clear: () => change({}),
    written: Object.keys(remarks).filter((path) => remarks[path]!.trim() !== ''),
  }
}

const context = createContext<RemarkDraft | null>(null)

/** Around a report that the caller may return; elsewhere there is nothing to write remarks with. */
export function RemarkProvider({ draft, children }: { draft: RemarkDraft | null; children: ReactNode }) {
  return <context.Provider value={draft}>{children}</context.Provider>
}

/** The remark whose button was just pressed: it takes the focus as it appears, before the next key. */
let justOpened: string | null = null

/** 「批注」 beside a field or a figure. */
export function RemarkButton({ path, label }: { path: string; label: string }) {
  const draft = use(context)
  if (!draft || path in draft.remarks) return null
  return (
    <button
      type="button"
      className="link-button remark-button no-print"
      aria-label={`批注：${label}`}
      onClick={() => {
        justOpened = path
        draft.set(path, '')
      }}
    >
      批注
    </button>
  )
}

function idOfRemark(path: string): string {
  return `remark-${path.replace(/[^a-z0-9-]/gi, '_')}`
}

/** The text of a remark beside its field. */
export function RemarkInput({ path, label }: { path: string; label: string }) {
  const draft = use(context)
  const open = draft !== null && path in draft.remarks
  useLayoutEffect(() => {
    if (!open || justOpened !== path) return
    justOpened = null
    document.getElementById(idOfRemark(path))?.focus()
  }, [open, path])
  if (!open) return null
  return <RemarkEditor id={idOfRemark(path)} path={path} label={label} draft={draft} />
}

export function RemarkEditor({
  id,
  path,
  label,
  draft,
}: {
  id?: string
  path: string
  label: string
  draft: RemarkDraft
}) {
  const own = useId()
  return (
    <div className="remark-editor no-print">
      <label htmlFor={id ?? own}>批注：{label}</label>
      <textarea
        id={id ?? own}
        className="input"
        rows={2}
        maxLength={500}
        value={draft.remarks[path] ?? ''}
        onChange={(event) => draft.set(path, event.target.value)}
      />
      <button
        type="button"
        className="link-button"
        aria-label={`删去批注：${label}`}
        onClick={() => draft.remove(path)}
      >
        删去
      </button>
    </div>
  )
}
