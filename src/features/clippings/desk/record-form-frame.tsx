import type { ReactNode } from 'react'
import { FilePicker } from '../../evidence/desk/file-picker.tsx'
import type { RecordFiles } from '../../evidence/record-file.ts'
import { Optional } from './optional.tsx'
import type { RecordForm } from './use-record-form.ts'

/** The frame of a record's form: fields, files, what went wrong, and saving in reach of the thumb. */
export function RecordFormFrame<Content extends { files: RecordFiles }>({
  form,
  unit,
  filesHelp,
  onCancel,
  children,
}: {
  form: RecordForm<Content>
  unit: string
  filesHelp: string
  onCancel: () => void
  children: ReactNode
}) {
  const { files } = form.content
  const filesError = form.errorAt('files')
  return (
    <form
      className="stack"
      noValidate
      ref={form.frame}
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <section className="card media-fields">{children}</section>
      <section className="card">
        <fieldset className="media-group field">
          <legend>
            <Optional>附件</Optional>
          </legend>
          <p className="field-help">{filesHelp}</p>
          <FilePicker
            label="附件"
            unit={unit}
            accept={['image', 'video', 'document']}
            max={50}
            files={toPicked(files)}
            onChange={(update) =>
              form.change((before) => ({ files: toKept(update(toPicked(before.files))) }) as Partial<Content>)
            }
            onUploading={form.uploading}
          />
          {filesError && <div className="field-error">{filesError}</div>}
        </fieldset>
      </section>
      <div role="alert">
        {form.problem && (
          <p className="notice notice-danger">
            {form.errors > 0 ? `有 ${form.errors} 处需要改，改好后再保存。` : form.problem}
          </p>
        )}
      </div>
      <div className="media-bar">
        <button type="submit" className="button button-primary" aria-disabled={form.busy || form.uploads > 0}>
          {form.busy ? '正在保存…' : form.uploads > 0 ? `还有 ${form.uploads} 个文件在上传` : '保存'}
        </button>
        <button type="button" className="link-button" onClick={onCancel}>
          取消
        </button>
        <span className="field-help">保存后可随时修改；计入的统计数随之变动。</span>
      </div>
    </form>
  )
}

type Picked = { id: string; caption?: string | undefined }[]

function toPicked(files: RecordFiles): Picked {
  return files.map((one) => (one.caption === null ? { id: one.id } : { id: one.id, caption: one.caption }))
}

function toKept(files: Picked): RecordFiles {
  return files.map((one) => ({ id: one.id, caption: one.caption ?? null }))
}
