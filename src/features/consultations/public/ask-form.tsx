/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import { FormField } from '../../../platform/public/form-field.tsx'
import { FileField } from '../../citizen-files/public/file-field.tsx'
import { type NamedUnit, type UnitGroup, UnitInput } from '../../org/public/unit-input.tsx'
import { SendButton } from '../../participants/public/send-button.tsx'
import { useSending } from '../../participants/public/use-sending.ts'
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
  const onInput = (name: keyof typeof text) => (event: { currentTarget: { value: string } }) =>
    setText({ ...text, [name]: event.currentTarget.value })

  const address = `/api/public/${campaign}/consultations/${consultation}/questions/`
  const { sending, errors, reply, submit } = useSending(
    (id) =>
      fetchJson<typeof askQuestion>('PUT', `${address}${id}`, {
        ...text,
        unit: unit?.code ?? '',
        mayPublish,
        files: files.ids,
      }),
    'question-sent-before',
  )
  if (reply)
    return (
      <section class="card" role="status">
        <h1>问题已经收到</h1>
        <p>请记下或截图保存回执号，凭它在任何手机上都能看到答复：</p>
        <p class="consultation-receipt digits">{reply.receipt}</p>
        <p>
          <a class="button button-primary" href={`${base}/mine`}>
            我的提问
          </a>
        </p>
      </section>
    )
  return (
    <form class="card" onSubmit={(event) => void submit(event)} noValidate>
      <h1>向专家提问</h1>
      <FormField name="field" label="哪个领域" error={errors.field}>
        <select id="field" value={text.field} onChange={onInput('field')}>
          <option value="">请选择</option>
          {fields.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="title" label="一句话说明问题" error={errors.title}>
        <input id="title" type="text" maxLength={60} value={text.title} onInput={onInput('title')} />
      </FormField>
      <FormField name="body" label="具体情况" error={errors.body}>
        <textarea id="body" rows={6} maxLength={2000} value={text.body} onInput={onInput('body')} />
      </FormField>
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
      <FormField name="signature" label="怎样称呼您（不填就是匿名）" error={errors.signature}>
        <input
          id="signature"
          type="text"
          maxLength={20}
          autocomplete="off"
          value={text.signature}
          onInput={onInput('signature')}
        />
        <span class="quiet">只保存第一个字，如“王&#8288;*”，不会公开。</span>
      </FormField>
      <label class="consultation-consent">
        <input
          type="checkbox"
          checked={mayPublish}
          onChange={(event) => setMayPublish(event.currentTarget.checked)}
        />
        <span>同意把问题和答复（不含称呼、单位和附件）公开，让遇到同样问题的人也能看到</span>
      </label>
      <SendButton label="提交问题" problem={errors.form} sending={sending} uploading={files.busy} />
      <p class="quiet">正在发生的危险请先撤离，再拨打 119、120 或 110。</p>
    </form>
  )
}
