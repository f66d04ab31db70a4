import { prepareStatement } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'

export type Audience = 'screen' | 'host'

interface Watch {
  listeners: Set<{ audience: Audience; send: (mark: string) => void }>
  marks: Record<Audience, string>
  /** A line that is about to be committed. */
  awaited: number
  awaitedUntil: number
  timer: NodeJS.Timeout | null
}

const pollMs = 250
const hurryMs = 5
const hurryForMs = 1_000

const readMark = prepareStatement<
  { last_event: number; version: number; telephones: string },
  { id: string }
>(`
  select c.last_event, c.version, coalesce((
    select string_agg(concat_ws(' ', t.id, t.device_hash is null, t.rtt_ms, t.seen_at), ',' order by t.id)
    from live_team t where t.contest_id = c.id), '') as telephones
  from live_contest c where c.id = :id`)

/**
 * Tells those who follow a contest that it has moved. The database is asked four times a second, so that servers side
 * by side agree and nothing depends on a notice; `wake` makes the server that took an action look at once.
 */
export function createLiveFeed(services: Services) {
  const watches = new Map<string, Watch>()
  let closed = false

  function subscribe(contest: string, audience: Audience, send: (mark: string) => void): () => void {
    const watch = watches.get(contest) ?? {
      listeners: new Set(),
      marks: { screen: '', host: '' },
      awaited: 0,
      awaitedUntil: 0,
      timer: null,
    }
    const listener = { audience, send }
    watch.listeners.add(listener)
    watches.set(contest, watch)
    if (watch.marks[audience]) send(watch.marks[audience])
    if (!watch.timer) look(contest, watch, 0)
    return () => {
      watch.listeners.delete(listener)
      if (watch.listeners.size > 0) return
      if (watch.timer) clearTimeout(watch.timer)
      watches.delete(contest)
    }
  }

  /** A line of this number is written, or is about to be committed. */
  function wake(contest: string, number: number): void {
    const watch = watches.get(contest)
    if (!watch) return
    watch.awaited = Math.max(watch.awaited, number)
    watch.awaitedUntil = Date.now() + hurryForMs
    look(contest, watch, 0)
  }

  function look(contest: string, watch: Watch, inMs: number): void {
    if (watch.timer) clearTimeout(watch.timer)
    watch.timer = setTimeout(() => {
      void compare(contest, watch).finally(() => {
        if (closed || watches.get(contest) !== watch) return
        look(contest, watch, watch.awaited > 0 && Date.now() < watch.awaitedUntil ? hurryMs : pollMs)
      })
    }, inMs)
  }

  async function compare(contest: string, watch: Watch): Promise<void> {
    try {
      const [row] = await readMark(services.pool.db, { id: contest })
      if (!row) return
      if (row.last_event >= watch.awaited) watch.awaited = 0
      const screen = `${row.version + row.last_event}`
      const marks = { screen, host: `${screen} ${row.telephones}` }
      for (const audience of ['screen', 'host'] as const) {
        if (watch.marks[audience] === marks[audience]) continue
        watch.marks[audience] = marks[audience]
        for (const one of watch.listeners) if (one.audience === audience) one.send(marks[audience])
      }
    } catch (error) {
      // The next look tries again; those who follow see their clock go on.
      services.log?.error({ error }, 'a live contest could not be looked at')
    }
  }

  function close(): void {
    closed = true
    for (const watch of watches.values()) if (watch.timer) clearTimeout(watch.timer)
    watches.clear()
  }

  return { subscribe, wake, close, isClosed: () => closed }
}
export type LiveFeed = ReturnType<typeof createLiveFeed>
