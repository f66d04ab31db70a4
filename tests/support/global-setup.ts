import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepare } from '../../scripts/prepare.mjs'
import { startPostgres } from '../../src/platform/server/postgres/supervisor.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

/** One PostgreSQL for the run: the embedded one, or the one that TEST_DATABASE_URL names. */
export default async function setUp(project: TestProject) {
  // The browser tests look at the pages as they are served, so they are built first.
  await prepare()
  const given = process.env.TEST_DATABASE_URL
  if (given) {
    project.provide('databaseUrl', given)
    return undefined
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue test '))
  const postgres = await startPostgres(folder).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true })
    throw error
  })
  project.provide('databaseUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
