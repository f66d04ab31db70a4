import { useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { acceptedExtensions, findRefusal, sayFileSize } from '../../evidence/rules.ts'
import { readFileThumbnail } from '../../evidence/contract.ts'
import { urlOf } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { putFile, readFile } from './outbox/outbox-store.ts'
import type { WaitingFile } from './outbox/waiting-record.ts'

const anyFile = [
  'image/*',
  'video/*',
  ...Object.values(acceptedExtensions).flatMap((all) => all.map((one) => `.${one}`)),
].join(',')

/** Camera and album first; what was chosen is on the device at once and needs no network. */
export function PhotoInput({
  files,
  error,
  onChange,
  onChosen,
}: {
  files: WaitingFile[]
  error: string | undefined
  onChange: (update: (files: WaitingFile[]) => WaitingFile[]) => void
  onChosen: (pictures: File[]) => void
}) {
  const camera = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string[]>([])

  async function add(chosen: File[]): Promise<void> {
    const reasons: string[] = []
    for (const file of chosen) {
      const reason = findRefusal(file)
      if (reason) {
        reasons.push(`${file.name}：${reason}`)
        continue
      }
      const key = v7()
      try {
        await putFile(key, file)
      } catch {
        reasons.push(`${file.name}：这台设备存不下了，请清理空间后再选。`)
        continue
      }
      onChange((before) => [
        ...before,
        {
          key,
          name: file.name,
          size: file.size,
          mediaType: file.type,
          caption: null,
          address: null,
          fileId: null,
        },
      ])
    }
    setRefused(reasons)
    onChosen(chosen.filter((file) => file.type.startsWith('image/')))
  }

  function remove(file: WaitingFile): void {
    onChange((before) => before.filter((one) => one.key !== file.key))
    notify(`已移除“${file.name}”。`, {
      action: { label: '撤销', run: () => onChange((before) => [...before, file]) },
    })
  }

  const input = (capture: boolean) => (
    <input
      ref={capture ? camera : album}
      type="file"
      hidden
      multiple={!capture}
      accept={capture ? 'image/*' : anyFile}
      {...(capture ? { capture: 'environment' as const } : {})}
      onChange={(event) => {
        void add([...(event.target.files ?? [])])
        event.target.value = ''
      }}
    />
  )
  return (
    <section aria-label="照片和视频" className="photos">
      {input(true)}
      {input(false)}
      <div className="photo-buttons">
        <button type="button" className="button photo-camera" onClick={() => camera.current?.click()}>
          <span aria-hidden="true">◉</span> 拍照
        </button>
        <button type="button" className="button" onClick={() => album.current?.click()}>
          <span aria-hidden="true">▦</span> 选照片、视频
        </button>
      </div>
      {(refused.length > 0 || error) && (
        <div className="field-error" role="alert">
          {[...refused, ...(error ? [error] : [])].map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      )}
      {files.length > 0 && (
        <ul className="photo-list">
          {files.map((file) => (
            <li key={file.key}>
              <Preview file={file} />
              <span className="photo-name">{file.name}</span>
              <button
                type="button"
                className="photo-remove"
                aria-label={`移除 ${file.name}`}
                onClick={() => remove(file)}
              >
                ×
              </button>
              <input
                className="input photo-caption"
                aria-label={`${file.name} 的说明`}
                placeholder="说明（选填）"
                maxLength={200}
                value={file.caption ?? ''}
                onChange={(event) => {
                  const caption = event.target.value || null
                  onChange((before) =>
                    before.map((one) => (one.key === file.key ? { ...one, caption } : one)),
                  )
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The picture from the device, or the server's small copy of one that has arrived; else its size. */
export function Preview({ file }: { file: WaitingFile }) {
  const [local, setLocal] = useState<string | null>(null)
  const [broken, setBroken] = useState(false)
  const { key, fileId } = file
  useEffect(() => {
    let address: string | null = null
    let gone = false
    void readFile(key)
      .then((blob) => {
        if (!blob || gone) return
        address = URL.createObjectURL(blob)
        setLocal(address)
      })
      .catch(() => undefined)
    return () => {
      gone = true
      if (address) URL.revokeObjectURL(address)
    }
  }, [key])
  const source = local ?? (fileId ? urlOf(readFileThumbnail, { file: fileId }) : null)
  if (source && !broken && file.mediaType.startsWith('image/'))
    return <img className="photo-preview" src={source} alt="" onError={() => setBroken(true)} />
  return (
    <span className="photo-preview photo-plain" aria-hidden="true">
      {file.mediaType.startsWith('video/') ? '▶' : '▤'} {sayFileSize(file.size)}
    </span>
  )
}
