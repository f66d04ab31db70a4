import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupTables, makeBackup, notBackedUp, restoreBackup } from '../src/platform/server/backup.ts'
import { type TestApp, startTestApp } from './support/app.ts'
import { buildSmallCity } from './support/county.ts'

let from: TestApp
let to: TestApp
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'anyue backup '))
  from = await startTestApp()
  to = await startTestApp()
})
afterEach(async () => {
  await from.close()
  await to.close()
  await rm(folder, { recursive: true, force: true })
})

const countRows = async (app: TestApp) => {
  const counts: Record<string, number> = {}
  for (const table of backupTables) {
    const { rows } = await sql<{
      count: string
    }>`select count(*) as count from ${sql.table(table)}`.execute(app.services.pool.db)
    counts[table] = Number(rows[0]!.count)
  }
  return counts
}

test('every table of the database is either backed up or named as not worth it', async () => {
  const { rows } = await sql<{
    name: string
  }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(from.services.pool.db)
  expect([...backupTables, ...notBackedUp].sort()).toEqual(rows.map((row) => row.name).sort())
})

test('what was backed up is there again after the restore, and people can sign in', async () => {
  const city = await buildSmallCity(from.services.pool.db)
  const unitId = Object.values(city.units)[0]!.id
  await from.addUser('clerk', 'liaison', unitId)
  await makeBackup(from.services, folder)
  await restoreBackup(to.services, folder)
  expect(await countRows(to)).toEqual(await countRows(from))
  const me = await (await to.signIn('clerk')).call('GET', '/api/me')
  expect(me.body.user.username).toBe('clerk')
  await expect(restoreBackup(to.services, folder)).rejects.toThrow('已有数据')
})

test('a backup that was tampered with restores nothing', async () => {
  await buildSmallCity(from.services.pool.db)
  await makeBackup(from.services, folder)
  const { gzipSync } = await import('node:zlib')
  await appendFile(path.join(folder, 'tables', 'feedback.jsonl.gz'), gzipSync('{}\n'))
  await expect(restoreBackup(to.services, folder)).rejects.toThrow()
  expect((await countRows(to)).org_unit).toBe(0)
})
