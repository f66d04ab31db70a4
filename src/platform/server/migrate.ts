import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'

/**
 * Applies `migrations/*.sql` in name order, each in its own transaction, under an advisory lock so that
 * two servers starting at once do it once. Returns the names applied now.
 */
export async function migrate(pool: pg.Pool, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const client = await pool.connect()
  const applied: string[] = []
  try {
    await client.query('select pg_advisory_lock(724501)')
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    )
    const done = new Set(
      (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
    )
    for (const name of names.filter((one) => !done.has(one))) {
      const text = await readFile(path.join(folder, name), 'utf8')
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into migration (name) values ($1)', [name])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${name}: ${(error as Error).message}`)
      }
      applied.push(name)
    }
  } finally {
    await client.query('select pg_advisory_unlock(724501)').catch(() => undefined)
    client.release()
  }
  return applied
}
