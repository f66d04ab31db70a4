import { useSyncExternalStore } from 'react'
import { useMe } from '../../../platform/web/session.ts'
import { listRecords, onOutboxChange } from './outbox/outbox-store.ts'
import { onProgress, readProgress } from './outbox/start-sending.ts'
import { type WaitingRecord, isUnsent } from './outbox/waiting-record.ts'

/** Null until IndexedDB has answered; `error` where this browser keeps nothing. */
let known: { records: WaitingRecord[] | null; failed: boolean } = { records: null, failed: false }
let reading: Promise<void> | null = null
const listeners = new Set<() => void>()

function refresh(): void {
  const read = () =>
    listRecords().then(
      (records) => {
        known = { records, failed: false }
      },
      () => {
        known = { records: [], failed: true }
      },
    )
  reading = (reading ?? Promise.resolve()).then(read).then(() => {
    for (const listener of listeners) listener()
  })
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  const stop = onOutboxChange(refresh)
  refresh()
  return () => {
    listeners.delete(listener)
    stop()
  }
}

/** Records on this device: one's own, and how many wait here for other people to sign in. */
export function useOutbox(): { own: WaitingRecord[] | null; others: number; failed: boolean } {
  const { records, failed } = useSyncExternalStore(listen, () => known)
  const username = useMe()?.user?.username
  if (!records || !username) return { own: null, others: 0, failed }
  return {
    own: records.filter((one) => one.author === username),
    others: records.filter((one) => one.author !== username && isUnsent(one)).length,
    failed,
  }
}

export function useUploadProgress() {
  return useSyncExternalStore(onProgress, readProgress)
}
