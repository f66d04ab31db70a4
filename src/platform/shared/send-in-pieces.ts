/**
 * Uploads one file by tus 1.0 with `fetch`, so that a service worker can do it too (it has no XMLHttpRequest, which the
 * library of the report page needs). Goes on at `address` when an earlier attempt left one; a lost reply to the last
 * byte is found out by asking. Returns the file's id; throws what `fail` makes, `offline` when no answer came.
 */
export interface FileInPieces {
  blob: Blob
  endpoint: string
  metadata: Record<string, string>
  pieceSize: number
  address: string | null
  /** The address to go on at, to be kept before the first byte. */
  onAddress: (address: string | null) => Promise<void>
  /** 0–1 */
  onPart: (part: number) => void
  fail: (name: string, status: number, detail: string) => Error
}

const common = { 'tus-resumable': '1.0.0' }

export async function sendInPieces(file: FileInPieces): Promise<string> {
  const { fail } = file
  let address = file.address
  let offset = address ? await askOffset(address, fail) : null
  if (offset === null) {
    address = await create(file)
    await file.onAddress(address)
    offset = 0
  }
  const { size } = file.blob
  while (offset < size) {
    file.onPart(offset / size)
    const piece = file.blob.slice(offset, offset + file.pieceSize)
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
    const reply = await ask(
      address!,
      { method: 'PATCH', headers: { ...common, ...headers }, body: piece },
      fail,
    )
    if (reply.status === 409 || reply.status === 423) {
      const known = await askOffset(address!, fail)
      if (known === null || known === offset) throw await toProblem(reply, fail)
      offset = known
      continue
    }
    if (!reply.ok) {
      // Refused for good, or forgotten by the server: the next attempt begins anew.
      if (reply.status < 500) await file.onAddress(null)
      throw await toProblem(reply, fail)
    }
    offset = Number(reply.headers.get('upload-offset') ?? offset + piece.size)
  }
  file.onPart(1)
  return address!.split('/').pop()!.split('?')[0]!
}

async function create({ endpoint, blob, metadata, fail }: FileInPieces): Promise<string> {
  const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${toBase64(value)}`)
  const headers = { ...common, 'upload-length': String(blob.size), 'upload-metadata': pairs.join(',') }
  const reply = await ask(endpoint, { method: 'POST', headers }, fail)
  const address = reply.headers.get('location')
  if (!reply.ok || !address) throw await toProblem(reply, fail)
  return address
}

/** Bytes that the server has; null when it knows of no such upload. */
async function askOffset(address: string, fail: FileInPieces['fail']): Promise<number | null> {
  const reply = await ask(address, { method: 'HEAD', headers: common }, fail)
  if (reply.status === 404 || reply.status === 410) return null
  if (!reply.ok) throw await toProblem(reply, fail)
  return Number(reply.headers.get('upload-offset'))
}

async function ask(address: string, init: RequestInit, fail: FileInPieces['fail']): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch {
    throw fail('offline', 0, '网络不通。')
  }
}

async function toProblem(reply: Response, fail: FileInPieces['fail']): Promise<Error> {
  const body = (await reply.json().catch(() => ({}))) as { type?: string; detail?: string }
  const name = (body.type ?? 'unexpected').replace('urn:anyue:problem:', '')
  return fail(name, reply.status, body.detail ?? '上传失败，请重试。')
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
