import { sql } from 'kysely'
import { stringify } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { ActivityContent } from '../contract.ts'
import { toContent } from './present-activity.ts'
import {
  type ActivityFilter,
  type ActivityRow,
  listActivityFiles,
  packFilteredIds,
  selectActivities,
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

const batch = 500
const idBytes = 16

/**
 * What a view of the ledger holds, oldest first: how many records there are now, and a way to read them in batches.
 * Which ones they are is fixed here, in sixteen bytes each, so that none is told twice or left out when a day is
 * changed meanwhile; each is told as it stands when it is read.
 */
export async function selectContents(
  db: Connection,
  campaignId: string,
  filter: ActivityFilter,
): Promise<{ count: number; read: () => AsyncGenerator<StoredContent> }> {
  const ids = await packFilteredIds(db, campaignId, filter)
  async function* read() {
    for (let at = 0; at < ids.length; at += batch * idBytes) {
      const wanted: string[] = []
      for (let id = at; id < Math.min(ids.length, at + batch * idBytes); id += idBytes)
        wanted.push(stringify(ids.subarray(id, id + idBytes)))
      const found = await findContents(db, campaignId, { ids: wanted, unitIds: [], days: [] })
      const byId = new Map(found.map((one) => [one.id, one]))
      for (const id of wanted) {
        const one = byId.get(id)
        if (one && one.deleted === filter.deleted) yield one
      }
    }
  }
  return { count: ids.length / idBytes, read }
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
