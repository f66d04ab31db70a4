import { uploadAddress } from './send-file.ts'

/** Resumable uploads (tus); the library is loaded with the first file. */

export interface RunningUpload {
  pause: () => void
  resume: () => void
  /** Stops and forgets what was sent. */
  remove: () => void
}

export interface UploadEvents {
  onProgress: (part: number) => void
  /** `id` is the file's id, for a draft's file references. */
  onDone: (id: string) => void
  /** A sentence; `lost` when the line is down and the upload will go on by itself. */
  onProblem: (sentence: string, lost: boolean) => void
}

/** Uploads one file for a unit. A lost line is waited for; the same file chosen again goes on where it stopped. */
export async function uploadFile(
  file: File,
  target: { unit: string; endpoint?: string },
  events: UploadEvents,
): Promise<RunningUpload> {
  const { Upload } = await import('tus-js-client')
  let paused = false
  const upload = new Upload(file, {
    endpoint: target.endpoint ?? uploadAddress,
    metadata: { filename: file.name, filetype: file.type, unit: target.unit },
    chunkSize: 8 * 1024 * 1024,
    retryDelays: [0, 1_000, 3_000, 5_000, 10_000, 20_000],
    removeFingerprintOnSuccess: true,
    onProgress: (sent, total) => events.onProgress(total > 0 ? sent / total : 1),
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0
      return (
        !paused &&
        navigator.onLine &&
        (status === 0 || status === 423 || status === 409 || status >= 500) &&
        status !== 507
      )
    },
    onSuccess: () => {
      stopListening()
      events.onDone(upload.url!.split('/').at(-1)!.split('?')[0]!)
    },
    onError: (error) => {
      if (paused) return
      const response = 'originalResponse' in error ? error.originalResponse : null
      const status = response?.getStatus() ?? 0
      if (status === 0) events.onProblem('网络中断，恢复后会自动继续。', true)
      else events.onProblem(readDetail(response!.getBody()) ?? '上传失败，请重试。', false)
    },
  })
  const goOn = () => {
    if (!paused) upload.start()
  }
  const stopListening = () => window.removeEventListener('online', goOn)
  window.addEventListener('online', goOn)

  const earlier = await upload.findPreviousUploads().catch(() => [])
  if (earlier[0]) upload.resumeFromPreviousUpload(earlier[0])
  upload.start()
  return {
    pause: () => {
      paused = true
      void upload.abort()
    },
    resume: () => {
      paused = false
      upload.start()
    },
    remove: () => {
      paused = true
      stopListening()
      void upload.abort(true).catch(() => undefined)
    },
  }
}

function readDetail(body: string): string | null {
  try {
    return (JSON.parse(body) as { detail?: string }).detail ?? null
  } catch {
    return null
  }
}
