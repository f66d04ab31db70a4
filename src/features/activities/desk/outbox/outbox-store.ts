import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { WaitingRecord } from './waiting-record.ts'

/** Records and their pictures in IndexedDB: they outlive the page, the browser and the battery. */
interface OutboxSchema extends DBSchema {
  record: { key: string; value: WaitingRecord }
  file: { key: string; value: Blob }
}

let opened: Promise<IDBPDatabase<OutboxSchema>> | null = null

function open(): Promise<IDBPDatabase<OutboxSchema>> {
  opened ??= openDB<OutboxSchema>('anyue-outbox', 1, {
    upgrade: (db) => {
      db.createObjectStore('record', { keyPath: 'id' })
      db.createObjectStore('file')
    },
    terminated: () => {
      opened = null
    },
  }).catch((error: unknown) => {
    opened = null
    throw error
  })
  return opened
}

const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('anyue-outbox')
channel?.addEventListener('message', () => tellHere())

function tellHere(): void {
  for (const listener of listeners) listener()
}

/** This page, other tabs and the service worker read anew. */
function tellAll(): void {
  tellHere()
  channel?.postMessage('changed')
}

export function onOutboxChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export async function listRecords(): Promise<WaitingRecord[]> {
  const records = await (await open()).getAll('record')
  return records.sort((a, b) => a.savedAt - b.savedAt)
}

export async function findRecord(id: string): Promise<WaitingRecord | undefined> {
  return (await open()).get('record', id)
}

export async function putRecord(record: WaitingRecord): Promise<void> {
  await (await open()).put('record', record)
  tellAll()
}

/**
 * Reads and writes in one transaction, so that a page and a sender never write over each other. `change` returns
 * null to leave the record alone; a record that was removed stays removed.
 */
export async function changeRecord(
  id: string,
  change: (record: WaitingRecord) => WaitingRecord | null,
): Promise<WaitingRecord | undefined> {
  const transaction = (await open()).transaction('record', 'readwrite')
  const record = await transaction.store.get(id)
  const next = record && change(record)
  if (next) await transaction.store.put(next)
  await transaction.done
  if (next) tellAll()
  return next ?? record
}

/**
 * What its author saved becomes the thing to send. What the sender found out meanwhile stays known: files that have
 * arrived, and the version that the server has.
 */
export async function saveRecord(record: WaitingRecord): Promise<void> {
  const transaction = (await open()).transaction('record', 'readwrite')
  const stored = await transaction.store.get(record.id)
  const arrived = stored?.state === 'sent' ? (stored.version ?? 0) : 0
  await transaction.store.put({
    ...record,
    files: record.files.map((file) => {
      const known = stored?.files.find((one) => one.key === file.key)
      return {
        ...file,
        address: file.address ?? known?.address ?? null,
        fileId: file.fileId ?? known?.fileId ?? null,
      }
    }),
    baseVersion: Math.max(record.baseVersion, stored?.baseVersion ?? 0, arrived),
    state: 'waiting',
    revision: (stored?.revision ?? 0) + 1,
    problem: null,
    attempts: 0,
    nextAt: 0,
    savedAt: Date.now(),
  })
  await transaction.done
  tellAll()
}

export async function putFile(key: string, blob: Blob): Promise<void> {
  await (await open()).put('file', blob, key)
}

export async function readFile(key: string): Promise<Blob | undefined> {
  return (await open()).get('file', key)
}

/** Removes a record but not its pictures, so that it can be put back. They go when it has not been for a day. */
export async function forgetRecord(id: string): Promise<void> {
  await (await open()).delete('record', id)
  tellAll()
}

export async function putBackRecord(record: WaitingRecord): Promise<void> {
  await putRecord({ ...record, state: record.state === 'sending' ? 'waiting' : record.state })
}

/** Pictures that belong to no record any more; keys are UUIDs of version 7 and tell when they were made. */
export async function sweepFiles(before: number): Promise<void> {
  const used = new Set((await listRecords()).flatMap((one) => one.files.map((file) => file.key)))
  const keys = await (await open()).getAllKeys('file')
  const madeAt = (key: string) => Number.parseInt(key.replaceAll('-', '').slice(0, 12), 16)
  await removeFiles(keys.filter((key) => !used.has(key) && madeAt(key) < before))
}

export async function removeRecord(id: string): Promise<void> {
  const record = await findRecord(id)
  if (!record) return
  await removeFiles(record.files.map((file) => file.key))
  await (await open()).delete('record', id)
  tellAll()
}

export async function removeFiles(keys: string[]): Promise<void> {
  const transaction = (await open()).transaction('file', 'readwrite')
  await Promise.all(keys.map((key) => transaction.store.delete(key)))
  await transaction.done
}
