import { randomUUID } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { type Pool, openPool } from '../../src/platform/server/database.ts'
import { migrate } from '../../src/platform/server/migrate.ts'

/** A migrated database of the test file's own; `close` drops it. */
export async function createTestDatabase(): Promise<Pool> {
  const server = inject('databaseUrl')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const pool = openPool(url.href)
  await migrate(pool.pg, path.resolve(import.meta.dirname, '../../migrations'))
  return {
    ...pool,
    close: async () => {
      await pool.close()
      await ask(server, `drop database ${name} with (force)`)
    },
  }
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
