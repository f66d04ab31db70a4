import { useEffect, useRef, useState } from 'react'
import { type RunningUpload, uploadFile } from '../../../platform/web/upload.ts'
import { sheetSizeAtMost } from '../rules.ts'

/** Chooses or drops one .xlsx and sends it. */
export function SheetChooser({
  unit,
  again,
  onChosen,
  onUploaded,
}: {
  unit: string
  again: boolean
  onChosen: () => void
  onUploaded: (id: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const running = useRef<RunningUpload | null>(null)
  const [over, setOver] = useState(false)
  const [part, setPart] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => () => running.current?.pause(), [])

  function take(file: File | undefined): void {
    if (!file) return
    onChosen()
    running.current?.pause()
    const refusal = findRefusal(file)
    setProblem(refusal)
    if (refusal) return
    setPart(0)
    void uploadFile(
      file,
      { unit },
      {
        onProgress: setPart,
        onDone: (id) => {
          setPart(null)
          setProblem(null)
          onUploaded(id)
        },
        onProblem: (sentence, lost) => {
          if (!lost) setPart(null)
          setProblem(sentence)
        },
      },
    ).then((upload) => {
      running.current = upload
    })
  }
  return (
    <div
      className={over ? 'sheet-drop sheet-drop-over' : 'sheet-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".xlsx"
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <button
        type="button"
        className={again ? 'button' : 'button button-primary'}
        disabled={part !== null}
        onClick={() => input.current?.click()}
      >
        {again ? '重新选择表格' : '选择表格'}
      </button>
      <span className="quiet">.xlsx，不超过 10 MB，也可拖到这里</span>
      {part !== null && <progress value={part} max={1} aria-label="上传进度" />}
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function findRefusal(file: File): string | null {
  if (!/\.xlsx$/i.test(file.name)) return '请选择 .xlsx 文件；.xls、.et 请在 Excel 或 WPS 中另存为 .xlsx。'
  if (file.size > sheetSizeAtMost) return '表格文件不能超过 10 MB。'
  return file.size === 0 ? '这是一个空文件，请重新选择。' : null
}
