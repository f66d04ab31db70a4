import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { type Pool, openPool } from '../src/platform/server/database.ts'
import { migrate } from '../src/platform/server/migrate.ts'
import { createDatabase, dropDatabase } from './support/create-database.ts'

const migrations = path.resolve(import.meta.dirname, '../migrations')
let folder: string
let name: string
let pool: Pool

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'anyue migrations '))
  const made = await createDatabase(inject('databaseUrl'))
  name = made.name
  pool = openPool(made.url)
})
afterEach(async () => {
  await pool.close()
  await dropDatabase(inject('databaseUrl'), name)
  rmSync(folder, { recursive: true })
})

/** The tables as they were before a migration. */
async function migrateUntil(next: string): Promise<void> {
  for (const file of readdirSync(migrations))
    if (file < next) cpSync(path.join(migrations, file), path.join(folder, file))
  await migrate(pool.pg, folder)
}

test('attempts from before belong to the definition that was in force when they began', async () => {
  await migrateUntil('0054')
  const id = '00000000-0000-7000-8000-00000000000'
  // Only what the migration reads: references are not looked up.
  await pool.pg.query(`
    set local session_replication_role = replica;
    insert into campaign (id, key, title, root_unit_id, definition, digest, loaded_at)
      values ('${id}1', 'old', '旧', '${id}2', '{}', 'second', '2022-06-10T00:00:00Z');
    insert into campaign_version (campaign_id, digest, definition, loaded_at) values
      ('${id}1', 'first', '{}', '2022-06-01T00:00:00Z'), ('${id}1', 'second', '{}', '2022-06-10T00:00:00Z');
    insert into attempt (id, campaign_id, contest, phase, participant_id, drawn_for, drawn_number, unit_id, day, span,
        number, bank_version, seed, started_at)
      select ('${id}' || n)::uuid, '${id}1', 'quiz', 'scored', ('${id}' || n)::uuid, '${id}3', 1, '${id}2', at::date, '*',
        1, 'bank', '', at
      from (values (4, '2022-05-30T00:00:00Z'::timestamptz), (5, '2022-06-09T00:00:00Z'), (6, '2022-06-10T00:00:00Z'))
        as told (n, at)`)
  expect((await migrate(pool.pg, migrations))[0]).toBe('0054-attempt-definition.sql')
  const { rows } = await pool.pg.query(
    'select right(id::text, 1) as n, definition_digest from attempt order by id',
  )
  expect(rows).toEqual([
    { n: '4', definition_digest: 'second' },
    { n: '5', definition_digest: 'first' },
    { n: '6', definition_digest: 'second' },
  ])
})
