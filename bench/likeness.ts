import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../src/platform/server/database.generated.ts'
import { openPool } from '../src/platform/server/database.ts'
import { migrate } from '../src/platform/server/migrate.ts'
import { startPostgres } from '../src/platform/server/postgres/supervisor.ts'
import { projectRoot } from '../src/platform/server/project-root.ts'
import { measurePictures } from './likeness-pictures.ts'
import { measureTexts } from './likeness-texts.ts'

/** What the two measurements work on: a migrated database whose share of the time is counted. */
export interface Bench {
  db: Kysely<DB>
  pg: pg.Pool
  say: (line: string) => void
  /** Milliseconds that queries took since it was last asked. */
  takeDatabaseTime: () => number
}

/** The search was tuned on sets 0 and 1. */
const checkedSet = 2022

/** Copies found, false alarms and times among a million pictures and a million texts, on an own database. */
export async function measureLikeness(
  say: (line: string) => void,
  { million = 1_000_000, set = checkedSet } = {},
): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue likeness '))
  const postgres = await startPostgres(folder)
  try {
    const migrating = openPool(postgres.url)
    await migrate(migrating.pg, path.join(projectRoot, 'migrations'))
    await migrating.close()
    const pool = new pg.Pool({ connectionString: postgres.url, max: 4 })
    let time = 0
    const db = new Kysely<DB>({
      dialect: new PostgresDialect({ pool }),
      log: (event) => {
        time += event.queryDurationMillis
      },
    })
    const takeDatabaseTime = () => {
      const taken = time
      time = 0
      return taken
    }
    await measurePictures({ db, pg: pool, say, takeDatabaseTime }, million, set)
    await measureTexts({ db, pg: pool, say, takeDatabaseTime }, million)
    await db.destroy()
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

export function percentile(values: number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
}

if (process.argv[1] === import.meta.filename) {
  const [million, set] = process.argv.slice(2).map(Number)
  await measureLikeness((line) => console.log(line), { million, set })
}
