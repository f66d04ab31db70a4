import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { ActivityContent } from '../contract.ts'
import { toContent } from './present-activity.ts'
import {
  type ActivityFilter,
  type ActivityRow,
  listActivityFiles,
  selectActivities,
  selectFiltered,
} from './queries.ts'

/** A record as its recorder said it, with whose it is. */
export interface StoredContent {
  id: string
  unit: { id: string; code: string; name: string }
  partners: { id: string; code: string; name: string }[]
  content: ActivityContent
  version: number
  deleted: boolean
}

/** What a view of the ledger holds, oldest first; one more than `limit` when there are more. */
export async function listContents(
  db: Connection,
  campaignId: string,
  filter: ActivityFilter,
  limit: number,
): Promise<StoredContent[]> {
  const rows = await selectFiltered(db, campaignId, filter)
    .orderBy('a.day')
    .orderBy('a.id')
    .limit(limit + 1)
    .execute()
  return withFiles(db, rows)
}

/** Records by id, and those that some units recorded on some days. */
export async function findContents(
  db: Connection,
  campaignId: string,
  wanted: { ids: string[]; unitIds: string[]; days: string[] },
): Promise<StoredContent[]> {
  const rows = await selectActivities(db, campaignId)
    .where(
      sql<boolean>`(a.id = any(${wanted.ids}::uuid[])
        or (a.unit_id = any(${wanted.unitIds}::uuid[]) and a.day = any(${wanted.days}::date[])))`,
    )
    .orderBy('a.created_at')
    .orderBy('a.id')
    .execute()
  return withFiles(db, rows)
}

async function withFiles(db: Connection, rows: ActivityRow[]): Promise<StoredContent[]> {
  const files = await listActivityFiles(
    db,
    rows.map((row) => row.id),
  )
  const filesOf = new Map<string, typeof files>()
  for (const file of files) filesOf.set(file.activity_id, [...(filesOf.get(file.activity_id) ?? []), file])
  return rows.map((row) => ({
    id: row.id,
    unit: { id: row.unit_id, code: row.unit_code, name: row.unit_name },
    partners: row.partners,
    content: toContent(row, filesOf.get(row.id) ?? []),
    version: row.version,
    deleted: row.deleted_at !== null,
  }))
}
