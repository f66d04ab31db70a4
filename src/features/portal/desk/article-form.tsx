import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import type { FileReference } from '../../evidence/desk/file-line.tsx'
import { FilePicker } from '../../evidence/desk/file-picker.tsx'
import {
  type ArticleContent,
  type ArticleView,
  publishArticle,
  saveArticle,
  withdrawArticle,
} from '../article-contract.ts'
import { articleKindNames, articleKinds, articleStateNames } from '../article-rules.ts'
import { ArticlePreview } from './article-preview.tsx'

type Draft = Omit<ArticleContent, 'files'> & { files: FileReference[] }

export function ArticleForm({
  campaign,
  id,
  unit,
  stored,
  onStored,
}: {
  campaign: string
  id: string
  /** Code of the unit that the article comes from. */
  unit: string
  stored: ArticleView | null
  onStored: (view: ArticleView) => void
}) {
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: stored?.kind ?? 'notice',
    title: stored?.title ?? '',
    body: stored?.body ?? '',
    files: (stored?.files ?? []).map((file) => ({ id: file.id, caption: file.caption ?? undefined })),
  }))
  const [uploading, setUploading] = useState(0)
  const [saved, setSaved] = useState(stored !== null)
  const params = { campaign, article: id }
  const change = (part: Partial<Draft>) => {
    setSaved(false)
    setDraft((before) => ({ ...before, ...part }))
  }
  const save = async () => {
    const files = draft.files.map((file) => ({ id: file.id, caption: file.caption ?? null }))
    const content = { ...draft, files }
    const view = await callApi(saveArticle, {
      params,
      query: { unit },
      body: { baseVersion: stored?.version ?? 0, content },
    })
    setSaved(true)
    onStored(view)
  }
  const act = useMutation({
    mutationFn: async (what: 'save' | 'publish' | 'withdraw') => {
      if (what !== 'withdraw' && !saved) await save()
      if (what === 'publish') onStored(await callApi(publishArticle, { params }))
      if (what === 'withdraw') onStored(await callApi(withdrawArticle, { params }))
      notify({ save: '已保存。', publish: '已发布，几秒内出现在门户上。', withdraw: '已撤下。' }[what])
    },
  })
  const published = stored?.state === 'published'
  const busy = act.isPending || uploading > 0 || draft.title.trim().length < 2
  return (
    <div className="stack articles">
      <h1>{stored ? '修改文章' : '写一篇'}</h1>
      {stored && (
        <p className="quiet">
          {articleStateNames[stored.state]}
          {published && (
            <>
              {' · '}
              <a href={`/p/${campaign}/articles/${id}`}>看门户上的样子</a>
            </>
          )}
        </p>
      )}
      <div className="article-columns">
        <div className="stack">
          <Field label="类别">
            {(ids) => (
              <select
                {...ids}
                className="input"
                value={draft.kind}
                onChange={(event) => change({ kind: event.target.value as Draft['kind'] })}
              >
                {articleKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {articleKindNames[kind]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="标题">
            {(ids) => (
              <input
                {...ids}
                className="input"
                maxLength={100}
                value={draft.title}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="正文"
            help="空一行是新的一段；行首“# ”是小标题；单独一行写 [图1]、[图2] 或 [视频]，图片和视频就放在那里，没写的放在最后。"
          >
            {(ids) => (
              <textarea
                {...ids}
                className="input"
                rows={16}
                maxLength={20_000}
                value={draft.body}
                onChange={(event) => change({ body: event.target.value })}
              />
            )}
          </Field>
          <div className="field">
            <div className="article-label">图片、视频和附件</div>
            <FilePicker
              label="图片、视频和附件"
              unit={unit}
              accept={['image', 'video', 'document']}
              max={20}
              files={draft.files}
              onChange={(update) => {
                setSaved(false)
                setDraft((before) => ({ ...before, files: update(before.files) }))
              }}
              onUploading={(by) => setUploading((count) => count + by)}
            />
          </div>
        </div>
        <ArticlePreview title={draft.title} kind={draft.kind} body={draft.body} files={draft.files} />
      </div>
      {act.error && (
        <p className="field-error" role="alert">
          {act.error.message}
        </p>
      )}
      <div className="row">
        <button type="button" className="button" disabled={busy || saved} onClick={() => act.mutate('save')}>
          {published ? '保存并更新门户' : '保存'}
        </button>
        {published ? (
          <button
            type="button"
            className="button"
            disabled={act.isPending}
            onClick={() => act.mutate('withdraw')}
          >
            撤下
          </button>
        ) : (
          <button
            type="button"
            className="button button-primary"
            disabled={busy}
            onClick={() => act.mutate('publish')}
          >
            发布
          </button>
        )}
      </div>
    </div>
  )
}
