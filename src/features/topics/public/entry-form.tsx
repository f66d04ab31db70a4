/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import { FormField } from '../../../platform/public/form-field.tsx'
import { FileField } from '../../citizen-files/public/file-field.tsx'
import { type NamedUnit, type UnitGroup, UnitInput } from '../../org/public/unit-input.tsx'
import { SendButton } from '../../participants/public/send-button.tsx'
import { useSending } from '../../participants/public/use-sending.ts'
import type { submitEntry } from '../contract.ts'

export interface EntryFormProps {
  campaign: string
  topic: string
  base: string
  accept: ('text' | 'image' | 'video')[]
  maxPictures: number
  maxText: number
  groups: UnitGroup[]
}

/** Title, words, pictures or a short video, and whom it counts for. */
export function EntryForm({ campaign, topic, base, accept, maxPictures, maxText, groups }: EntryFormProps) {
  const [title, setTitle] = useState('')
  const [body, setBody] = useState('')
  const [signature, setSignature] = useState('')
  const [unit, setUnit] = useState<NamedUnit | null>(null)
  const [files, setFiles] = useState<{ ids: string[]; kinds: string[]; busy: boolean }>({
    ids: [],
    kinds: [],
    busy: false,
  })
  const kinds = accept.filter((one) => one !== 'text')

  const address = `/api/public/${campaign}/topics/${topic}/entries/`
  const { sending, errors, reply, submit } = useSending(
    (id) =>
      fetchJson<typeof submitEntry>('PUT', `${address}${id}`, {
        title,
        body,
        unit: unit?.code ?? '',
        signature,
        files: files.ids,
      }),
    'entry-sent-before',
  )
  if (reply)
    return (
      <section class="card" role="status">
        <h1>收到了，谢谢您</h1>
        <p class="note note-good">作品正在等待审核，通过后会展示出来。审核结果可以在“我的作品”里看到。</p>
        <p>
          <a class="button button-primary" href={`${base}/mine`}>
            我的作品
          </a>
        </p>
        <p>
          <a href={base}>看看大家的作品</a>
        </p>
      </section>
    )
  return (
    <form class="card" onSubmit={(event) => void submit(event)} noValidate>
      <h1>投稿</h1>
      <FormField name="title" label="标题" error={errors.title}>
        <input
          id="title"
          type="text"
          maxLength={40}
          value={title}
          aria-invalid={errors.title ? true : undefined}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </FormField>
      <FormField
        name="body"
        label={kinds.length > 0 && accept.includes('text') ? '文字（有图片或视频时可不写）' : '文字'}
        error={errors.body}
      >
        <textarea
          id="body"
          rows={6}
          value={body}
          aria-invalid={errors.body ? true : undefined}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
        <span class="quiet digits">
          {[...body].length} / {maxText} 字
        </span>
      </FormField>
      {kinds.length > 0 && (
        <FileField
          label={kinds.includes('video') ? '图片或短视频' : '图片'}
          help={`图片最多 ${maxPictures} 张，每张不超过 10 MB${kinds.includes('video') ? '；或者一个 60 秒以内、不超过 50 MB 的短视频' : ''}。图片和视频里的拍摄地点会自动去掉。`}
          accept={kinds}
          atMost={files.kinds.includes('video') ? 1 : maxPictures}
          error={errors.files}
          onChange={setFiles}
        />
      )}
      <UnitInput
        campaign={campaign}
        label="您在哪个县（市、区）或者部门"
        help="作品会计入那里的统计。"
        groups={groups}
        value={unit}
        onPick={setUnit}
        error={errors.unit}
      />
      <FormField name="signature" label="署名（可不填）" error={errors.signature}>
        <input
          id="signature"
          type="text"
          maxLength={20}
          autocomplete="off"
          value={signature}
          onInput={(event) => setSignature(event.currentTarget.value)}
        />
        <span class="quiet">只保存和展示第一个字，如“王&#8288;*”。</span>
      </FormField>
      <p class="quiet">请不要拍摄他人正面或写他人的个人信息；涉及隐患线索，请用随手拍。</p>
      <SendButton label="提交，等待审核" problem={errors.form} sending={sending} uploading={files.busy} />
    </form>
  )
}
