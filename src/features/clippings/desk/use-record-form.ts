import { useBlocker } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { FieldError } from '../../../platform/shared/problem.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { ApiProblem } from '../../../platform/web/call-api.ts'

/** What a record's form is given. */
export interface RecordFormProps<Content, View> {
  campaign: string
  definition: CampaignInBrowser
  /** `version` 0: not sent yet. */
  record: { id: string; unit: string; version: number }
  /** As it stands before it is changed. */
  content: Content
  onSaved: (view: View) => void
  onCancel: () => void
}

export interface RecordForm<Content> {
  content: Content
  change: (patch: Partial<Content> | ((before: Content) => Partial<Content>)) => void
  /** Sentence at a field of the content. */
  errorAt: (name: string) => string | undefined
  problem: string | null
  errors: number
  busy: boolean
  uploading: (change: 1 | -1) => void
  uploads: number
  submit: () => Promise<void>
  frame: React.RefObject<HTMLFormElement | null>
}

/** What a schema says of a content, as the server would. */
export function findSchemaErrors(schema: z.ZodType, content: unknown): FieldError[] {
  const result = schema.safeParse(content)
  if (result.success) return []
  return result.error.issues.map((one) => ({
    path: ['content', ...one.path].join('.'),
    message: one.message,
  }))
}

/** A record under the writer's hands: what is wrong stands at its field, what is typed survives a lost line. */
export function useRecordForm<Content extends object, View>(
  start: Content,
  /** All that the page can tell by itself, at once. */
  check: (content: Content) => FieldError[],
  send: (content: Content) => Promise<View>,
  onSaved: (view: View) => void,
): RecordForm<Content> {
  const [content, setContent] = useState(start)
  const [errors, setErrors] = useState<FieldError[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [uploads, setUploads] = useState(0)
  const saved = useRef(false)
  const frame = useRef<HTMLFormElement>(null)
  const dirty = () => !saved.current && (uploads > 0 || canonicalJson(content) !== canonicalJson(start))
  useBlocker({
    shouldBlockFn: () => dirty() && !window.confirm('还没有保存，离开后填写的内容会丢失。确定离开？'),
    enableBeforeUnload: dirty,
  })

  function showFirst(): void {
    requestAnimationFrame(() => {
      const first = frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
      first?.focus({ preventScroll: true })
      first?.scrollIntoView({ block: 'center' })
    })
  }

  async function submit(): Promise<void> {
    if (busy || uploads > 0) return
    const wrong = check(content)
    setErrors(wrong)
    setProblem(null)
    if (wrong.length > 0) {
      setProblem('填写的内容有误，请按提示修改。')
      showFirst()
      return
    }
    setBusy(true)
    try {
      const view = await send(content)
      saved.current = true
      onSaved(view)
    } catch (error) {
      const known = error instanceof ApiProblem
      setErrors(known ? error.errors : [])
      setProblem(known ? error.message : '没有保存成功，请重试。')
      showFirst()
    } finally {
      setBusy(false)
    }
  }

  return {
    content,
    change: (patch) => {
      const apply = typeof patch === 'function' ? patch : () => patch
      const names = Object.keys(apply(content))
      setErrors((before) => before.filter((one) => !names.includes(one.path.split('.')[1] ?? '')))
      setContent((before) => ({ ...before, ...apply(before) }))
    },
    errorAt: (name) =>
      errors.find((one) => one.path === `content.${name}` || one.path.startsWith(`content.${name}.`))
        ?.message,
    problem,
    errors: errors.length,
    busy,
    uploading: (change) => setUploads((before) => Math.max(0, before + change)),
    uploads,
    submit,
    frame,
  }
}
