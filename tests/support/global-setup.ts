import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepare } from '../../scripts/prepare.mjs'
import { openPool } from '../../src/platform/server/database.ts'
import { migrate } from '../../src/platform/server/migrate.ts'
import { startPostgres } from '../../src/platform/server/postgres/supervisor.ts'
import { createDatabase, dropDatabase } from './create-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
    /** Name of the migrated database that each test file's own is copied from. */
    template: string
  }
}

/** One PostgreSQL for the run: the embedded one, or the one that TEST_DATABASE_URL names. */
export default async function setUp(project: TestProject) {
  // The browser tests look at the pages as they are served, so they are built first.
  await prepare()
  const given = process.env.TEST_DATABASE_URL
  if (given) return provideTemplate(project, given)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue test '))
  // The tests' rows need not outlive the machine; those about lost power and kills start servers of their own.
  const postgres = await startPostgres(folder, { fsync: 'off', full_page_writes: 'off' }).catch(
    async (error: unknown) => {
      await rm(folder, { recursive: true, force: true })
      throw error
    },
  )
  await provideTemplate(project, postgres.url)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Migrates once, into a database that the tests copy. */
async function provideTemplate(project: TestProject, server: string): Promise<() => Promise<void>> {
  const template = await createDatabase(server)
  const pool = openPool(template.url)
  await migrate(pool.pg, path.resolve(import.meta.dirname, '../../migrations'))
  await pool.close()
  project.provide('databaseUrl', server)
  project.provide('template', template.name)
  return () => dropDatabase(server, template.name)
}
