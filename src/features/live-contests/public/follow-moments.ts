export type Link = 'stream' | 'polling' | 'lost'

/** A stream without a sign of life for so long is dead, whatever the browser believes. */
const silentMs = 8_000
const askEveryMs = 1_000
const streamAgainMs = 3_000

/**
 * Follows a contest: by a stream, and where that is cut by asking once a second until it stands again. What comes late
 * and is older than what is known is dropped. Gives the function that ends it.
 */
export function followMoments<T extends { version: number }>(options: {
  stream: string
  read: () => Promise<T>
  onMoment: (moment: T) => void
  onLink: (link: Link) => void
}): () => void {
  let known = -1
  let source: EventSource | null = null
  let heard = 0
  let triedAt = 0
  let asking = false
  let ended = false

  const take = (moment: T) => {
    if (ended || moment.version < known) return
    known = moment.version
    options.onMoment(moment)
  }

  function connect(): void {
    triedAt = Date.now()
    source?.close()
    if (typeof EventSource === 'undefined') return
    const own = new EventSource(options.stream)
    source = own
    const live = () => {
      heard = Date.now()
      options.onLink('stream')
    }
    own.onmessage = (message) => {
      live()
      take(JSON.parse(message.data as string) as T)
    }
    own.addEventListener('beat', live)
    own.onerror = () => {
      heard = 0
    }
  }

  async function ask(): Promise<void> {
    asking = true
    try {
      take(await options.read())
      if (!ended && heard === 0) options.onLink('polling')
    } catch {
      if (!ended && heard === 0) options.onLink('lost')
    }
    asking = false
  }

  function watch(): void {
    if (heard > 0 && Date.now() - heard < silentMs) return
    heard = 0
    if (Date.now() - triedAt > streamAgainMs) connect()
    if (!asking) void ask()
  }

  connect()
  const timer = setInterval(watch, askEveryMs)
  return () => {
    ended = true
    clearInterval(timer)
    source?.close()
  }
}
