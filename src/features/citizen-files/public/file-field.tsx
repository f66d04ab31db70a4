/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import { CallFailed } from '../../../platform/public/fetch-json.ts'
import { takePart } from '../../participants/public/take-part.ts'
import { type CitizenFileKind, acceptedByInput, findCitizenRefusal } from '../rules.ts'
import { sendCitizenFile } from './send-citizen-file.ts'

interface Chosen {
  key: number
  file: File
  /** Address of the picture in this browser. */
  shown: string | null
  part: number
  id: string | null
  problem: string | null
}

export interface FileFieldProps {
  label: string
  help: string
  accept: CitizenFileKind[]
  atMost: number
  error?: string | undefined
  /** Ids of what has arrived; `busy` while something is on its way. */
  onChange: (state: { ids: string[]; kinds: string[]; busy: boolean }) => void
}

let lastKey = 0

/** Files are sent as soon as they are chosen, each with its progress, and can be taken away again. */
export function FileField({ label, help, accept, atMost, error, onChange }: FileFieldProps) {
  const [files, setFiles] = useState<Chosen[]>([])
  const [refused, setRefused] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    onChange({
      ids: files.flatMap((one) => (one.id ? [one.id] : [])),
      kinds: files.map((one) => (one.file.type.startsWith('video/') ? 'video' : 'image')),
      busy: files.some((one) => !one.id && !one.problem),
    })
  }, [files])
  const change = (key: number, to: Partial<Chosen>) =>
    setFiles((now) => now.map((one) => (one.key === key ? { ...one, ...to } : one)))

  async function send({ key, file }: Pick<Chosen, 'key' | 'file'>): Promise<void> {
    change(key, { problem: null, part: 0 })
    try {
      const id = await takePart(() => sendCitizenFile(file, (part) => change(key, { part })))
      change(key, { id, part: 1 })
    } catch (problem) {
      change(key, { problem: problem instanceof CallFailed ? problem.message : '上传失败，请重试。' })
    }
  }
  function choose(list: FileList | null): void {
    setRefused('')
    const fresh: Chosen[] = []
    for (const file of list ?? []) {
      const refusal =
        findCitizenRefusal(file, accept) ??
        (files.length + fresh.length >= atMost ? `最多 ${atMost} 个文件。` : null)
      if (refusal) {
        setRefused(`${file.name}：${refusal}`)
        continue
      }
      lastKey += 1
      const shown = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
      fresh.push({ key: lastKey, file, shown, part: 0, id: null, problem: null })
    }
    setFiles((now) => [...now, ...fresh])
    // One after another: side by side they only slow each other down on a bad line.
    void fresh.reduce((before, one) => before.then(() => send(one)), Promise.resolve())
    if (input.current) input.current.value = ''
  }
  function remove(one: Chosen): void {
    if (one.shown) URL.revokeObjectURL(one.shown)
    setRefused('')
    setFiles((now) => now.filter((each) => each.key !== one.key))
  }
  const note = refused || error
  return (
    <div class="field">
      <span class="label" id="file-field-label">
        {label}
      </span>
      <p class="quiet">{help}</p>
      {files.length > 0 && (
        <ul class="plain-list">
          {files.map((one) => (
            <li key={one.key} class="file-field-line">
              {one.shown ? (
                <img src={one.shown} alt="" />
              ) : (
                <span class="file-field-sign">{signOf(one.file)}</span>
              )}
              <span class="file-field-state">
                {one.file.name}
                <span class={one.problem ? 'field-error' : 'quiet'} role="status">
                  {one.problem ?? (one.id ? '已上传' : `正在上传 ${Math.floor(one.part * 100)}%`)}
                </span>
              </span>
              {one.problem && (
                <button type="button" class="button" onClick={() => void send(one)}>
                  重试
                </button>
              )}
              <button
                type="button"
                class="button"
                aria-label={`删去 ${one.file.name}`}
                onClick={() => remove(one)}
              >
                删去
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length < atMost && (
        <label class="button file-field-add">
          <input
            ref={input}
            class="visually-hidden"
            type="file"
            multiple={atMost > 1}
            accept={accept.map((kind) => acceptedByInput[kind]).join(',')}
            aria-labelledby="file-field-label"
            onChange={(event) => choose(event.currentTarget.files)}
          />
          ＋ 添加
        </label>
      )}
      {note && (
        <p class="field-error" role="alert">
          {note}
        </p>
      )}
    </div>
  )
}

function signOf({ type }: File): string {
  return type.startsWith('video/') ? '视频' : '文档'
}
