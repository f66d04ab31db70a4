import { sql } from 'kysely'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { listRecordFiles } from '../../evidence/server/list-record-files.ts'
import { type MediaFilter, followsMedia, matchMedia } from './match-media.ts'

/** The record's row, locked for a change in this transaction. */
export function lockClipping(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('clipping')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

function selectClippings(db: Connection, campaignId: string) {
  return db
    .selectFrom('clipping as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .selectAll('c')
    .select(['u.code as unit_code', 'u.name as unit_name'])
}

export function findClipping(db: Connection, campaignId: string, id: string) {
  return selectClippings(db, campaignId)
    .where('c.id', '=', id)
    .innerJoin('user as p', 'p.id', 'c.created_by')
    .select('p.name as creator')
    .executeTakeFirst()
}
export type ClippingRow = NonNullable<Awaited<ReturnType<typeof findClipping>>>

export function listClippingFiles(db: Connection, id: string) {
  const named = db.selectFrom('clipping_file').where('clipping_id', '=', id)
  return listRecordFiles(db, named.select(['file_id', 'position', 'caption']))
}

/** Other records of the unit that may be of the same report: the same address, or the same title there that day. */
export function listAlike(db: Connection, row: ClippingRow) {
  return db
    .selectFrom('clipping')
    .where('campaign_id', '=', row.campaign_id)
    .where('unit_id', '=', row.unit_id)
    .where('id', '!=', row.id)
    .where('deleted_at', 'is', null)
    .where((eb) =>
      eb.or([
        ...(row.link_key === null ? [] : [eb('link_key', '=', row.link_key)]),
        eb.and([eb('outlet', '=', row.outlet), eb('title', '=', row.title), eb('day', '=', row.day)]),
      ]),
    )
    .select(['id', 'title', 'outlet', 'day', 'link_key'])
    .orderBy('created_at')
    .limit(5)
    .execute()
}

export interface ClippingFilter extends MediaFilter {
  level: string | undefined
  medium: string | undefined
  topic: string | undefined
}

function selectFiltered(db: Connection, campaignId: string, filter: ClippingFilter) {
  let query = selectClippings(db, campaignId).where(matchMedia(filter))
  if (filter.level) query = query.where('c.level', '=', filter.level)
  if (filter.medium) query = query.where('c.medium', '=', filter.medium)
  if (filter.topic) query = query.where('c.topic', '=', filter.topic)
  if (filter.q) {
    const like = containsText(filter.q)
    query = query.where((eb) => eb.or([eb('c.title', 'like', like), eb('c.outlet', 'like', like)]))
  }
  return query
}

export function listClippingRows(
  db: Connection,
  campaignId: string,
  filter: ClippingFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  return selectFiltered(db, campaignId, filter)
    .where(followsMedia(page.after))
    .select(sql<number>`(select count(*) from clipping_file f where f.clipping_id = c.id)`.as('files'))
    .select(
      sql<string | null>`(select f.file_id from clipping_file f join file x on x.id = f.file_id
        join blob b on b.sha256 = x.sha256 where f.clipping_id = c.id and b.has_thumbnail
        order by f.position limit 1)`.as('picture'),
    )
    .orderBy('c.day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function countClippings(
  db: Connection,
  campaignId: string,
  filter: ClippingFilter,
): Promise<number> {
  const { total } = await selectFiltered(db, campaignId, filter)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
