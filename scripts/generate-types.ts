import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { openPool } from '../src/platform/server/database.ts'
import { migrate } from '../src/platform/server/migrate.ts'
import { startPostgres } from '../src/platform/server/postgres/supervisor.ts'

/** `npm run types`: writes the table types from a freshly migrated database. Run after adding a migration. */
const root = path.resolve(import.meta.dirname, '..')
const target = path.join(root, 'src/platform/server/database.generated.ts')
const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue-types-'))
const postgres = await startPostgres(folder)
try {
  const pool = openPool(postgres.url)
  await migrate(pool.pg, path.join(root, 'migrations'))
  await pool.close()
  const args = [
    '--no-install',
    'kysely-codegen',
    '--dialect',
    'postgres',
    '--date-parser',
    'string',
    '--url',
    postgres.url,
  ]
  const result = spawnSync('npx', [...args, '--out-file', target], { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) throw new Error('kysely-codegen failed')
  // The driver reads bigint as number (database.ts), and a figure may be blank.
  const text = (await readFile(target, 'utf8'))
    .replace(/export type Int8 = .*/, 'export type Int8 = ColumnType<number, number, number>')
    .replace(/vals: .*/, 'vals: (number | null)[]')
  await writeFile(target, text)
  spawnSync('npx', ['--no-install', 'prettier', '--write', target], { cwd: root, stdio: 'inherit' })
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
