import { type DragEvent, useRef, useState } from 'react'
import { type FileKind, acceptedExtensions, fileKindNames, findRefusal } from '../rules.ts'
import { FileLine, type FileReference } from './file-line.tsx'
import { UploadLine } from './upload-line.tsx'
import './files.css'

interface Pending {
  id: number
  file: File
}

let lastPending = 0

/** Chooses, drops or photographs several files; each has its own line with progress. */
export function FilePicker({
  label,
  unit,
  accept,
  max,
  files,
  onChange,
  onUploading,
  onAdd,
}: {
  label: string
  /** Code of the unit that the files belong to. */
  unit: string
  accept: FileKind[]
  max: number
  files: FileReference[]
  onChange: (update: (files: FileReference[]) => FileReference[]) => void
  /** Counts files that are still on their way. */
  onUploading: (change: 1 | -1) => void
  onAdd?: () => void
}) {
  const [pending, setPending] = useState<Pending[]>([])
  const [refused, setRefused] = useState<string[]>([])
  const [over, setOver] = useState(false)
  const choose = useRef<HTMLInputElement>(null)
  const photograph = useRef<HTMLInputElement>(null)
  const room = max - files.length - pending.length
  const kinds = accept.map((kind) => fileKindNames[kind]).join('、')

  function add(chosen: File[]): void {
    onAdd?.()
    const reasons: string[] = []
    const good = chosen.filter((file) => {
      const reason = findRefusal(file)
      if (reason) reasons.push(`${file.name}：${reason}`)
      return !reason
    })
    if (good.length > room)
      reasons.push(`最多 ${max} 个文件，有 ${good.length - Math.max(room, 0)} 个没有加入。`)
    const taken = good.slice(0, Math.max(room, 0)).map((file) => ({ id: (lastPending += 1), file }))
    setRefused(reasons)
    setPending((before) => [...before, ...taken])
    for (const _ of taken) onUploading(1)
  }

  function leave(id: number): void {
    onUploading(-1)
    setPending((before) => before.filter((one) => one.id !== id))
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }

  const input = (capture: boolean) => (
    <input
      ref={capture ? photograph : choose}
      type="file"
      hidden
      multiple={!capture}
      accept={capture ? 'image/*' : acceptOf(accept)}
      {...(capture ? { capture: 'environment' as const } : {})}
      onChange={(event) => {
        add([...(event.target.files ?? [])])
        event.target.value = ''
      }}
    />
  )
  return (
    <div
      className={over ? 'files files-over' : 'files'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {(files.length > 0 || pending.length > 0) && (
        <ul className="file-list">
          {files.map((reference) => (
            <FileLine
              key={reference.id}
              reference={reference}
              onCaption={(caption) =>
                onChange((before) =>
                  before.map((one) =>
                    one.id === reference.id ? { id: one.id, ...(caption ? { caption } : {}) } : one,
                  ),
                )
              }
              onRemove={() => onChange((before) => before.filter((one) => one.id !== reference.id))}
              onPutBack={() => onChange((before) => [...before, reference])}
            />
          ))}
          {pending.map((one) => (
            <UploadLine
              key={one.id}
              file={one.file}
              unit={unit}
              onDone={(id) => {
                leave(one.id)
                onChange((before) => (before.some((other) => other.id === id) ? before : [...before, { id }]))
              }}
              onRemove={() => leave(one.id)}
            />
          ))}
        </ul>
      )}
      {refused.length > 0 && (
        <div className="field-error" role="alert">
          {refused.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      )}
      {room > 0 && (
        <div className="row">
          {input(false)}
          {accept.includes('image') && input(true)}
          <button type="button" className="button" onClick={() => choose.current?.click()}>
            选择文件<span className="visually-hidden">（{label}）</span>
          </button>
          {accept.includes('image') && (
            <button type="button" className="button files-camera" onClick={() => photograph.current?.click()}>
              拍照
            </button>
          )}
          <span className="field-help">
            {kinds}，可一次选多个<span className="files-drop">，也可拖到这里</span>
          </span>
        </div>
      )}
    </div>
  )
}

function acceptOf(accept: FileKind[]): string {
  return accept
    .flatMap((kind) => [
      ...(kind === 'document' ? [] : [`${kind}/*`]),
      ...acceptedExtensions[kind].map((extension) => `.${extension}`),
    ])
    .join(',')
}
