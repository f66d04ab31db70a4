/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { newId } from '../../../platform/public/new-id.ts'
import { FileField } from '../../citizen-files/public/file-field.tsx'
import { type NamedUnit, type UnitGroup, UnitInput } from '../../org/public/unit-input.tsx'
import { takePart } from '../../participants/public/take-part.ts'
import type { askQuestion } from '../contract.ts'

export interface AskFormProps {
  campaign: string
  consultation: string
  base: string
  fields: { value: string; label: string }[]
  groups: UnitGroup[]
}

/** A question to an expert: anonymous unless a name is given, private unless it is agreed to publish it. */
export function AskForm({ campaign, consultation, base, fields, groups }: AskFormProps) {
  const [text, setText] = useState({ title: '', body: '', field: '', signature: '' })
  const [mayPublish, setMayPublish] = useState(false)
  const [unit, setUnit] = useState<NamedUnit | null>(null)
  const [files, setFiles] = useState<{ ids: string[]; busy: boolean }>({ ids: [], busy: false })
  const [sending, setSending] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [receipt, setReceipt] = useState('')
  // One id for all attempts: what was sent twice is one question.
  const id = useRef('')
  const onInput = (name: keyof typeof text) => (event: { currentTarget: { value: string } }) =>
    setText({ ...text, [name]: event.currentTarget.value })

  async function send(event: Event): Promise<void> {
    event.preventDefault()
    if (files.busy) return
    setSending(true)
    setErrors({})
    id.current ||= newId()
    const content = { ...text, unit: unit?.code ?? '', mayPublish, files: files.ids }
    const address = `/api/public/${campaign}/consultations/${consultation}/questions/${id.current}`
    try {
      const reply = await takePart(() => fetchJson<typeof askQuestion>('PUT', address, content))
      setReceipt(reply.receipt)
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error
      if (error.name === 'question-sent-before') id.current = ''
      const found = error.errors.map((one) => [one.path, one.message])
      setErrors(found.length > 0 ? Object.fromEntries(found) : { form: error.message })
    } finally {
      setSending(false)
    }
  }
  if (receipt)
    return (
      <section class="card" role="status">
        <h1>问题已经收到</h1>
        <p>请记下或截图保存回执号，凭它在任何手机上都能看到答复：</p>
        <p class="consultation-receipt digits">{receipt}</p>
        <p>
          <a class="button button-primary" href={`${base}/mine`}>
            我的提问
          </a>
        </p>
      </section>
    )
  return (
    <form class="card" onSubmit={(event) => void send(event)} noValidate>
      <h1>向专家提问</h1>
      <Field name="field" label="哪个领域" error={errors.field}>
        <select id="field" value={text.field} onChange={onInput('field')}>
          <option value="">请选择</option>
          {fields.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </Field>
      <Field name="title" label="一句话说明问题" error={errors.title}>
        <input id="title" type="text" maxLength={60} value={text.title} onInput={onInput('title')} />
      </Field>
      <Field name="body" label="具体情况" error={errors.body}>
        <textarea id="body" rows={6} maxLength={2000} value={text.body} onInput={onInput('body')} />
      </Field>
      <FileField
        label="图片或文件（可不传）"
        help="最多 5 个：图片、60 秒以内的短视频、PDF 或 Word。只有答复的专家和工作人员能看到。"
        accept={['image', 'video', 'document']}
        atMost={5}
        error={errors.files}
        onChange={setFiles}
      />
      <UnitInput
        campaign={campaign}
        label="您在哪个县（市、区）或者部门"
        groups={groups}
        value={unit}
        onPick={setUnit}
        error={errors.unit}
      />
      <Field name="signature" label="怎样称呼您（不填就是匿名）" error={errors.signature}>
        <input
          id="signature"
          type="text"
          maxLength={20}
          autocomplete="off"
          value={text.signature}
          onInput={onInput('signature')}
        />
        <span class="quiet">只保存第一个字，如“王&#8288;*”，不会公开。</span>
      </Field>
      <label class="consultation-consent">
        <input
          type="checkbox"
          checked={mayPublish}
          onChange={(event) => setMayPublish(event.currentTarget.checked)}
        />
        <span>同意把问题和答复（不含称呼、单位和附件）公开，让遇到同样问题的人也能看到</span>
      </label>
      {errors.form && (
        <p class="note note-danger" role="alert">
          {errors.form}
        </p>
      )}
      <button type="submit" class="button button-primary button-wide" disabled={sending || files.busy}>
        {sending ? '正在提交…' : files.busy ? '正在上传文件…' : '提交问题'}
      </button>
      <p class="quiet">正在发生的危险请先撤离，再拨打 119、120 或 110。</p>
    </form>
  )
}

function Field(props: {
  name: string
  label: string
  error: string | undefined
  children: preact.ComponentChildren
}) {
  return (
    <div class="field">
      <label for={props.name}>{props.label}</label>
      {props.children}
      {props.error && (
        <p class="field-error" role="alert">
          {props.error}
        </p>
      )}
    </div>
  )
}
