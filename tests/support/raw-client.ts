import net from 'node:net'

export interface Reply {
  status: number
  body: string
}

/** One keep-alive connection, one request at a time, with as little work as HTTP allows. */
export interface RawConnection {
  send: (request: string) => Promise<Reply>
  /** Closes at once, whatever is on its way. */
  drop: () => void
}

export function formatRequest(
  method: string,
  target: string,
  headers: Record<string, string>,
  body = '',
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = body
    ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    : ''
  return `${method} ${target} HTTP/1.1\r\nhost: bench\r\n${lines.join('')}${length}\r\n${body}`
}

export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url)
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true })
  let waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null
  let parts: Buffer[] = []
  let missing = -1
  const fail = (error: Error) => {
    waiting?.reject(error)
    waiting = null
  }
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the connection was closed')))
  socket.on('data', (part) => {
    parts.push(part)
    if (missing >= 0) missing -= part.length
    else missing = countMissing(parts.length === 1 ? part : Buffer.concat(parts))
    if (missing !== 0 || !waiting) return
    const text = Buffer.concat(parts).toString('utf8')
    parts = []
    missing = -1
    const { resolve } = waiting
    waiting = null
    resolve({ status: Number(text.slice(9, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) })
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the connection was closed'))
        waiting = { resolve, reject }
        socket.write(request)
      }),
    drop: () => socket.destroy(),
  }
}

/** Bytes of the body that have not come; -1 while the head is incomplete. */
function countMissing(all: Buffer): number {
  const end = all.indexOf('\r\n\r\n')
  if (end < 0) return -1
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(all.toString('latin1', 0, end))?.[1] ?? 0)
  return length - (all.length - end - 4)
}
