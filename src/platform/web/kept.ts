import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { ApiProblem } from './call-api.ts'

/**
 * What this device keeps to work without a network: who is signed in, the campaign, the units. Wiped at sign-out and
 * when another person signs in.
 */
interface KeptSchema extends DBSchema {
  kept: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<KeptSchema>> | null = null

function open(): Promise<IDBPDatabase<KeptSchema>> {
  opened ??= openDB<KeptSchema>('anyue', 1, { upgrade: (db) => void db.createObjectStore('kept') })
  return opened
}

/** A browser that keeps nothing (private window, full disk) still works with a network. */
export async function keep(name: string, value: unknown): Promise<void> {
  try {
    await (await open()).put('kept', value, name)
  } catch {
    opened = null
  }
}

export async function readKept<T>(name: string): Promise<T | undefined> {
  try {
    return (await (await open()).get('kept', name)) as T | undefined
  } catch {
    opened = null
    return undefined
  }
}

export async function forgetKept(): Promise<void> {
  try {
    await (await open()).clear('kept')
  } catch {
    opened = null
  }
}

export function isOffline(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 0 || error.status === 502 || error.status === 504)
}

/** Asks the server and keeps the answer; without a network, the answer kept before. */
export async function fetchKept<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    const answer = await ask()
    void keep(name, answer)
    return answer
  } catch (error) {
    const before = isOffline(error) ? await readKept<T>(name) : undefined
    if (before !== undefined) return before
    throw error
  }
}
