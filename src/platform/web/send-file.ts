import { ApiProblem } from './call-api.ts'

/**
 * Uploads one file by tus 1.0 with `fetch`, so that a service worker can do it too (it has no XMLHttpRequest, which the
 * library of the report page needs). Goes on at `address` when an earlier attempt left one; a lost reply to the last
 * byte is found out by asking. Returns the file's id; throws `ApiProblem`, `offline` when no answer came.
 */
export interface FileToSend {
  blob: Blob
  name: string
  /** Unit code. */
  unit: string
  address: string | null
  /** The address to go on at, to be kept before the first byte. */
  onAddress: (address: string | null) => Promise<void>
  /** 0–1 */
  onPart: (part: number) => void
}

export const uploadAddress = '/api/uploads'
const pieceSize = 1024 * 1024
const common = { 'tus-resumable': '1.0.0' }

export async function sendFile(file: FileToSend): Promise<string> {
  let address = file.address
  let offset = address ? await askOffset(address) : null
  if (offset === null) {
    address = await create(file)
    await file.onAddress(address)
    offset = 0
  }
  const { size } = file.blob
  while (offset < size) {
    file.onPart(offset / size)
    const piece = file.blob.slice(offset, offset + pieceSize)
    const reply = await ask(address!, {
      method: 'PATCH',
      headers: {
        ...common,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      body: piece,
    })
    if (reply.status === 409 || reply.status === 423) {
      const known = await askOffset(address!)
      if (known === null || known === offset) throw await toProblem(reply)
      offset = known
      continue
    }
    if (!reply.ok) {
      // Refused for good, or forgotten by the server: the next attempt begins anew.
      if (reply.status < 500) await file.onAddress(null)
      throw await toProblem(reply)
    }
    offset = Number(reply.headers.get('upload-offset') ?? offset + piece.size)
  }
  file.onPart(1)
  return address!.split('/').at(-1)!.split('?')[0]!
}

async function create(file: FileToSend): Promise<string> {
  const metadata = { filename: file.name, filetype: file.blob.type, unit: file.unit }
  const reply = await ask(uploadAddress, {
    method: 'POST',
    headers: {
      ...common,
      'upload-length': String(file.blob.size),
      'upload-metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${toBase64(value)}`)
        .join(','),
    },
  })
  const address = reply.headers.get('location')
  if (!reply.ok || !address) throw await toProblem(reply)
  return address
}

/** Bytes that the server has; null when it knows of no such upload. */
async function askOffset(address: string): Promise<number | null> {
  const reply = await ask(address, { method: 'HEAD', headers: common })
  if (reply.status === 404 || reply.status === 410) return null
  if (!reply.ok) throw await toProblem(reply)
  return Number(reply.headers.get('upload-offset'))
}

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch {
    throw new ApiProblem('offline', 0, '网络不通。')
  }
}

async function toProblem(reply: Response): Promise<ApiProblem> {
  const body = (await reply.json().catch(() => ({}))) as { type?: string; detail?: string }
  const name = (body.type ?? 'unexpected').replace('urn:anyue:problem:', '')
  return new ApiProblem(name, reply.status, body.detail ?? '上传失败，请重试。')
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
