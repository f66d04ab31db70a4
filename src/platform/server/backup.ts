import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Connection, Pool } from './database.ts'
import type { Services } from './services.ts'

/** Every table in an order in which its references exist already; a test compares it with the database. */
export const backupTables = [
  'setting',
  'user',
  'account',
  'twoFactor',
  'org_unit',
  'role_grant',
  'audit_record',
  'campaign',
  'campaign_version',
  'task',
  'obligation',
  'deadline_change',
  'draft',
  'submission',
  'review',
  'figures',
  'snapshot',
  'blob',
  'file',
  'attachment',
  'feedback',
  'ledger_indicator',
  'ledger_entry',
  'ledger_total',
  'ledger_share',
  'ledger_state',
  'adjustment',
  'activity',
  'activity_partner',
  'activity_file',
  'activity_template',
  'clipping',
  'clipping_file',
  'typical_case',
  'case_file',
  'text_fingerprint',
  'remark',
  'remark_due',
  'law',
  'law_article',
  'question_bank',
  'question_version',
  'question_set',
  'question_picture',
  'participant',
  'device',
  'participation',
  'participation_day',
  'contest_bank',
  'attempt',
  'standing',
  'certificate_text',
  'certificate',
  'workplace',
  'pledge',
  'participation_flag',
  'article',
  'article_file',
  'board_change',
  'board_snapshot_place',
  'prize_draw',
  'draw_entry',
  'draw_closing',
  'draw_result',
  'draw_winner',
  'draw_claim',
  'citizen_file',
  'topic_entry',
  'topic_entry_file',
  'topic_like',
  'topic_like_count',
  'consultation_question',
  'consultation_question_file',
  'consultation_answer',
  'consultation_session',
  'consultation_booking',
  'live_contest',
  'live_team',
  'live_round',
  'live_question',
  'live_event',
] as const
/**
 * Sessions and half-done sign-ins end with the machine they were on; fingerprints of pictures are made again from the
 * files by the next start (features/likeness/server/fill-in-fingerprints.ts). Used proofs, codes and limits run out by themselves.
 */
export const notBackedUp = [
  'session',
  'verification',
  'sign_in_failure',
  'migration',
  'picture_fingerprint',
  'spent_proof',
  'limit_use',
  'phone_code',
] as const

export interface BackupManifest {
  product: 'anyue'
  madeAt: string
  migrations: string[]
  tables: Record<string, { rows: number; sha256: string }>
  files: number
}

const page = 5_000

/**
 * One consistent state of the database as gzipped JSON lines, and the files beside it. Files that are in the folder
 * already are not copied again, so that a daily backup to the same disk is quick. The manifest is written last.
 */
export async function makeBackup(services: Services, folder: string): Promise<BackupManifest> {
  await mkdir(path.join(folder, 'tables'), { recursive: true, mode: 0o700 })
  await rm(path.join(folder, 'manifest.json'), { force: true })
  const tables: BackupManifest['tables'] = {}
  const { migrations, hashes } = await services.pool.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      for (const table of backupTables) tables[table] = await writeTable(db, table, folder)
      return {
        migrations: await listMigrations(db),
        hashes: await db.selectFrom('blob').select(['sha256', 'has_thumbnail', 'has_clean_copy']).execute(),
      }
    })
  let files = 0
  for (const { sha256, has_thumbnail, has_clean_copy } of hashes) {
    for (const key of [
      sha256,
      ...(has_thumbnail ? [`${sha256}.thumb`] : []),
      ...(has_clean_copy ? [`${sha256}.clean`] : []),
    ]) {
      files += 1
      const target = path.join(folder, 'files', key.slice(0, 2), key)
      if (
        await stat(target).then(
          () => true,
          () => false,
        )
      )
        continue
      await mkdir(path.dirname(target), { recursive: true })
      const partial = `${target}.partial`
      await pipeline(services.storage.read(key), createWriteStream(partial))
      await rename(partial, target)
    }
  }
  const manifest: BackupManifest = {
    product: 'anyue',
    madeAt: new Date().toISOString(),
    migrations,
    tables,
    files,
  }
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
  })
  return manifest
}

async function writeTable(db: Connection, table: string, folder: string) {
  const digest = createHash('sha256')
  let rows = 0
  async function* lines() {
    const cursor = `backup_${table.toLowerCase()}`
    const order = table === 'org_unit' ? sql`order by level` : sql``
    await sql`declare ${sql.ref(cursor)} cursor for select to_jsonb(t)::text as line from ${sql.table(table)} t ${order}`.execute(
      db,
    )
    for (;;) {
      const { rows: found } = await sql<{
        line: string
      }>`fetch ${sql.lit(page)} from ${sql.ref(cursor)}`.execute(db)
      if (found.length === 0) break
      const text = `${found.map((row) => row.line).join('\n')}\n`
      rows += found.length
      digest.update(text)
      yield text
    }
    await sql`close ${sql.ref(cursor)}`.execute(db)
  }
  await pipeline(
    Readable.from(lines()),
    createGzip(),
    createWriteStream(path.join(folder, 'tables', `${table}.jsonl.gz`), { mode: 0o600 }),
  )
  return { rows, sha256: digest.digest('hex') }
}

/** Into an empty deployment of the same version only; all or nothing. */
export async function restoreBackup(services: Services, folder: string): Promise<BackupManifest> {
  const manifest = await readManifest(folder)
  const { pool } = services
  const here = await listMigrations(pool.db)
  if (JSON.stringify(here) !== JSON.stringify(manifest.migrations))
    throw new Error('备份与本程序的版本不同，请先用做备份时的版本恢复，再升级。')
  const occupied = await pool.db.selectFrom('user').select('id').limit(1).executeTakeFirst()
  if (occupied) throw new Error('这里已有数据，只能恢复到空的数据目录或数据库。')
  await restoreFiles(services, folder)
  await restoreTables(pool, folder, manifest)
  return manifest
}

async function restoreTables(pool: Pool, folder: string, manifest: BackupManifest): Promise<void> {
  await pool.db.transaction().execute(async (db) => {
    await sql`delete from setting`.execute(db)
    for (const table of backupTables) {
      const digest = createHash('sha256')
      let rows = 0
      let batch: string[] = []
      const flush = async () => {
        if (batch.length === 0) return
        await sql`insert into ${sql.table(table)} overriding system value
          select * from jsonb_populate_recordset(null::${sql.table(table)}, ${`[${batch.join(',')}]`}::jsonb)`.execute(
          db,
        )
        rows += batch.length
        batch = []
      }
      const lines = createInterface({
        input: createReadStream(path.join(folder, 'tables', `${table}.jsonl.gz`)).pipe(createGunzip()),
      })
      for await (const line of lines) {
        digest.update(`${line}\n`)
        batch.push(line)
        if (batch.length === 1_000) await flush()
      }
      await flush()
      const expected = manifest.tables[table]
      if (!expected || expected.rows !== rows || expected.sha256 !== digest.digest('hex'))
        throw new Error(`备份已损坏：${table} 与清单不符，什么也没有恢复。`)
    }
    for (const [table, column] of [
      ['org_unit', 'number'],
      ['audit_record', 'number'],
    ] as const) {
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}), greatest(1, (select max(${sql.ref(column)}) from ${sql.table(table)})))`.execute(
        db,
      )
    }
  })
}

async function restoreFiles(services: Services, folder: string): Promise<void> {
  const base = path.join(folder, 'files')
  for (const group of await readdir(base).catch(() => [])) {
    for (const key of await readdir(path.join(base, group))) {
      if (key.endsWith('.partial') || (await services.storage.has(key))) continue
      const copy = path.join(services.config.dataDir, `restoring-${key}`)
      await pipeline(createReadStream(path.join(base, group, key)), createWriteStream(copy))
      await services.storage.adopt(key, copy)
    }
  }
}

async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as BackupManifest
  } catch {
    throw new Error(`这里没有完整的备份（缺少 manifest.json）：${folder}`)
  }
}

async function listMigrations(db: Connection): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db)
  return rows.map((row) => row.name)
}
