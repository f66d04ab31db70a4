import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readFile, readFileContent, readFileThumbnail } from '../contract.ts'
import { sayFileSize } from '../rules.ts'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'

export interface FileReference {
  id: string
  caption?: string | undefined
}

/** A file that has arrived: picture, name, caption, removal that can be undone. */
export function FileLine({
  reference,
  onCaption,
  onRemove,
  onPutBack,
}: {
  reference: FileReference
  onCaption: (caption: string) => void
  onRemove: () => void
  onPutBack: () => void
}) {
  const params = { file: reference.id }
  const file = useQuery({
    queryKey: ['file', reference.id],
    queryFn: () => callApi(readFile, { params }),
    staleTime: Infinity,
  }).data
  const [captioning, setCaptioning] = useState(false)
  const name = file?.name ?? '附件'

  function remove(): void {
    onRemove()
    notify(`已移除「${name}」。`, { action: { label: '撤销', run: onPutBack } })
  }

  return (
    <li className="file-line">
      {file?.hasThumbnail ? (
        <img className="file-picture" src={urlOf(readFileThumbnail, params)} alt="" loading="lazy" />
      ) : (
        <div className="file-picture" aria-hidden="true">
          {extensionLabel(name)}
        </div>
      )}
      <div className="file-body">
        <a className="file-name" href={urlOf(readFileContent, params)} target="_blank" rel="noreferrer">
          {name}
        </a>
        <div className="file-facts">{file ? `已上传，${sayFileSize(file.size)}` : '已上传'}</div>
        {(captioning || reference.caption !== undefined) && (
          <label className="file-caption">
            <span className="visually-hidden">{name} 的说明</span>
            <input
              className="input"
              placeholder="一句话说明，如时间、地点、内容"
              maxLength={200}
              autoFocus={captioning && reference.caption === undefined}
              value={reference.caption ?? ''}
              onChange={(event) => onCaption(event.target.value)}
            />
          </label>
        )}
        <div className="row file-actions">
          {!captioning && reference.caption === undefined && (
            <button type="button" className="link-button" onClick={() => setCaptioning(true)}>
              加说明<span className="visually-hidden">：{name}</span>
            </button>
          )}
          <button type="button" className="link-button" onClick={remove}>
            移除<span className="visually-hidden">：{name}</span>
          </button>
        </div>
      </div>
    </li>
  )
}

function extensionLabel(name: string): string {
  return /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase() ?? '文件'
}
