import { queryClient } from '../../../../platform/web/query-client.ts'
import { changeRecord, listRecords, onOutboxChange } from './outbox-store.ts'
import { sendAll } from './send-all.ts'

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register: (tag: string) => Promise<void> }
}

export const syncTag = 'anyue-outbox'

let running = false
let again = false
let timer: ReturnType<typeof setTimeout> | undefined
let progress: { id: string; part: number } | null = null
const progressListeners = new Set<() => void>()

/** How much of the file that is on its way has arrived; null when none is. */
export function readProgress(): typeof progress {
  return progress
}

export function onProgress(listener: () => void): () => void {
  progressListeners.add(listener)
  return () => progressListeners.delete(listener)
}

function tellProgress(next: typeof progress): void {
  progress = next
  for (const listener of progressListeners) listener()
}

/** Sends now, and again later by itself as long as something waits. */
export async function wakeSender(): Promise<void> {
  if (running) {
    again = true
    return
  }
  running = true
  clearTimeout(timer)
  try {
    let next: number | null
    do {
      again = false
      next = await sendAll((id, part) => tellProgress({ id, part })).catch(() => Date.now() + 30_000)
      tellProgress(null)
    } while (again)
    if (next !== null) timer = setTimeout(() => void wakeSender(), Math.max(1_000, next - Date.now()))
  } finally {
    running = false
  }
}

/** The network is back, or a person asked: pauses between attempts end. */
export async function hurrySender(): Promise<void> {
  for (const record of await listRecords())
    if (record.state === 'waiting' && record.nextAt > 0)
      await changeRecord(record.id, (one) => ({ ...one, nextAt: 0 }))
  await wakeSender()
}

/** After something new waits: now, and by the browser itself once this page is closed. */
export function requestSending(): void {
  void wakeSender()
  void navigator.serviceWorker?.ready
    .then((registration: SyncRegistration) => registration.sync?.register(syncTag))
    .catch(() => undefined)
}

let started = false

/** Once a page: at its start, when the network returns, when it is looked at again. */
export function startSending(): void {
  if (started) return
  started = true
  window.addEventListener('online', () => void hurrySender())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void hurrySender()
  })
  let sentBefore = -1
  onOutboxChange(() => {
    void listRecords().then((records) => {
      const sent = records.filter((one) => one.state === 'sent').length
      if (sent > sentBefore && sentBefore >= 0) void queryClient.invalidateQueries()
      sentBefore = sent
    })
  })
  void hurrySender()
}
