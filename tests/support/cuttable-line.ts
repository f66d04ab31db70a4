import net from 'node:net'

export interface CuttableLine {
  url: string
  /** The next request like this is cut, with its connection, when so many bytes of it have passed. */
  cutWithin: (request: RegExp, bytes: number) => void
  /**
   * Requests like this arrive, but their replies are lost and the connections with them, until the line is mended.
   * More than one, because a browser by itself sends a request again when a connection that it used before ends.
   */
  loseRepliesTo: (request: RegExp) => { mend: () => void }
  /** All connections end and none is taken until the line is mended; a browser that only plays being offline may let one slip. */
  goDown: () => { mend: () => void }
  close: () => Promise<void>
}

interface Fault {
  request: RegExp
  /** Bytes towards the server; null: all pass, the reply does not. */
  bytes: number | null
}

/** A line between browser and server that fails where a test wants it to. */
export async function openCuttableLine(target: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(target)
  const faults: Fault[] = []
  const sockets = new Set<net.Socket>()
  let down = false

  const server = net.createServer((near) => {
    if (down) {
      near.destroy()
      return
    }
    const far = net.connect(Number(port), hostname)
    let fault: Fault | null = null
    let passed = 0
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        sockets.delete(socket)
        cut()
      })
    }
    near.on('data', (chunk) => {
      const head = chunk.toString('latin1', 0, 2_000)
      const index = faults.findIndex(({ request }) => request.test(head.split('\r\n')[0]!))
      if (index >= 0) {
        fault = faults[index]!
        if (fault.bytes !== null) faults.splice(index, 1)
      }
      passed = fault ? passed + chunk.length : 0
      if (fault?.bytes != null && passed >= fault.bytes) {
        far.write(chunk.subarray(0, chunk.length - (passed - fault.bytes)), cut)
      } else far.write(chunk)
    })
    far.on('data', (chunk) => (fault?.bytes === null ? cut() : near.write(chunk)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    cutWithin: (request, bytes) => faults.push({ request, bytes }),
    loseRepliesTo: (request) => {
      const fault = { request, bytes: null }
      faults.push(fault)
      return { mend: () => void faults.splice(faults.indexOf(fault), 1) }
    },
    goDown: () => {
      down = true
      for (const socket of sockets) socket.destroy()
      return { mend: () => void (down = false) }
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
