import { useEffect, useRef, useState } from 'react'
import { sayFileSize } from '../rules.ts'
import { type RunningUpload, uploadFile } from '../../../platform/web/upload.ts'

type State =
  | { name: 'running' }
  | { name: 'paused' }
  | { name: 'lost'; message: string }
  | { name: 'failed'; message: string }

/** A file on its way: progress, pause, going on after a lost line, retry, removal. */
export function UploadLine({
  file,
  unit,
  onDone,
  onRemove,
}: {
  file: File
  unit: string
  onDone: (id: string) => void
  onRemove: () => void
}) {
  const [part, setPart] = useState(0)
  const [state, setState] = useState<State>({ name: 'running' })
  const running = useRef<RunningUpload | null>(null)
  const done = useRef(onDone)
  done.current = onDone

  useEffect(() => {
    let gone = false
    void uploadFile(
      file,
      { unit },
      {
        onProgress: (now) => {
          if (gone) return
          setPart(now)
          setState((before) => (before.name === 'lost' ? { name: 'running' } : before))
        },
        onDone: (id) => !gone && done.current(id),
        onProblem: (message, lost) =>
          !gone && setState(lost ? { name: 'lost', message } : { name: 'failed', message }),
      },
    ).then((upload) => {
      running.current = upload
      if (gone) upload.pause()
    })
    return () => {
      gone = true
      running.current?.pause()
    }
  }, [file, unit])

  function resume(): void {
    setState({ name: 'running' })
    running.current?.resume()
  }

  const percent = Math.floor(part * 100)
  return (
    <li className="file-line">
      <div className="file-picture" aria-hidden="true">
        ↑
      </div>
      <div className="file-body">
        <div className="file-name">{file.name}</div>
        <progress value={part} max={1} aria-label={`${file.name} 上传进度`} />
        <div className="file-facts" role={state.name === 'failed' ? 'alert' : undefined}>
          {state.name === 'running' &&
            (percent >= 100 ? '正在核对…' : `正在上传 ${percent}%，共 ${sayFileSize(file.size)}`)}
          {state.name === 'paused' && `已暂停，已传 ${percent}%`}
          {state.name === 'lost' && <span className="report-amber">{state.message}</span>}
          {state.name === 'failed' && <span className="danger-text">{state.message}</span>}
        </div>
        <div className="row file-actions">
          {state.name === 'running' && percent < 100 && (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                running.current?.pause()
                setState({ name: 'paused' })
              }}
            >
              暂停
            </button>
          )}
          {state.name === 'paused' && (
            <button type="button" className="link-button" onClick={resume}>
              继续
            </button>
          )}
          {(state.name === 'failed' || state.name === 'lost') && (
            <button type="button" className="link-button" onClick={resume}>
              重试
            </button>
          )}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              running.current?.remove()
              onRemove()
            }}
          >
            移除
          </button>
        </div>
      </div>
    </li>
  )
}
