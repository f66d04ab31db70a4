import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import type { Pool } from './database.ts'

const presenceLock = 724_500

export interface Presence {
  /** True when no other process of ours uses this database. */
  leave: () => Promise<boolean>
}

/**
 * Several processes (two servers, a command beside a server) may share the embedded PostgreSQL: each holds a shared
 * lock on a connection of its own, and the one that leaves last stops it. A killed process loses its lock by itself.
 * The same connection tells when PostgreSQL has died under us: `revive` is asked until it is back.
 */
export async function keepPresence(pool: Pool, revive: () => Promise<void>): Promise<Presence> {
  let leaving = false
  let client = await enter()
  let returning = Promise.resolve()
  return {
    leave: async () => {
      leaving = true
      await returning
      try {
        await client.query('select pg_advisory_unlock_shared($1)', [presenceLock])
        const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
          presenceLock,
        ])
        return rows[0]?.alone ?? false
      } catch {
        return true
      } finally {
        client.release(true)
      }
    },
  }

  async function enter(): Promise<pg.PoolClient> {
    const entered = await pool.pg.connect()
    try {
      await entered.query('select pg_advisory_lock_shared($1)', [presenceLock])
    } catch (error) {
      entered.release(true)
      throw error
    }
    entered.once('end', () => {
      if (!leaving) returning = comeBack()
    })
    return entered
  }

  async function comeBack(): Promise<void> {
    client.release(true)
    while (!leaving) {
      try {
        await revive()
        client = await enter()
        return
      } catch {
        await wait(500)
      }
    }
  }
}
