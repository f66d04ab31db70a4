import { inject } from 'vitest'
import { type Pool, openPool } from '../../src/platform/server/database.ts'
import { createDatabase, dropDatabase } from './create-database.ts'

/** A migrated database of the test file's own; `close` drops it. */
export async function createTestDatabase(): Promise<Pool> {
  const server = inject('databaseUrl')
  const { name, url } = await createDatabase(server, inject('template'))
  const pool = openPool(url)
  return {
    ...pool,
    close: async () => {
      await pool.close()
      await dropDatabase(server, name)
    },
  }
}
