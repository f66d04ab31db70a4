import { sql } from 'kysely'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { type MediaFilter, followsMedia, matchMedia } from '../../clippings/server/match-media.ts'
import { listRecordFiles } from '../../evidence/server/list-record-files.ts'

/** The record's row, locked for a change in this transaction. */
export function lockCase(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('typical_case')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

/** One of the unit's clippings, held so that it does not change before the case that points to it is written. */
export function holdClipping(db: Connection, campaignId: string, unitId: string, id: string) {
  return db
    .selectFrom('clipping')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .where('unit_id', '=', unitId)
    .where('deleted_at', 'is', null)
    .select(['id', 'outlet', 'day'])
    .forShare()
    .executeTakeFirst()
}

function selectCases(db: Connection, campaignId: string) {
  return db
    .selectFrom('typical_case as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .selectAll('c')
    .select(['u.code as unit_code', 'u.name as unit_name'])
}

export function findCase(db: Connection, campaignId: string, id: string) {
  return selectCases(db, campaignId)
    .where('c.id', '=', id)
    .innerJoin('user as p', 'p.id', 'c.created_by')
    .leftJoin('clipping as l', 'l.id', 'c.clipping_id')
    .select(['p.name as creator', 'l.title as clipping_title'])
    .executeTakeFirst()
}

export function listCaseFiles(db: Connection, id: string) {
  const named = db.selectFrom('case_file').where('case_id', '=', id)
  return listRecordFiles(db, named.select(['file_id', 'position', 'caption']))
}

export interface CaseFilter extends MediaFilter {
  flag: string | undefined
  exposed: boolean | undefined
}

function selectFiltered(db: Connection, campaignId: string, filter: CaseFilter) {
  let query = selectCases(db, campaignId).where(matchMedia(filter))
  if (filter.flag) query = query.where(sql<boolean>`c.flags @> array[${filter.flag}]`)
  if (filter.exposed !== undefined)
    query = query.where('c.exposed_on', filter.exposed ? 'is not' : 'is', null)
  if (filter.q) {
    const like = containsText(filter.q)
    query = query.where((eb) =>
      eb.or([eb('c.title', 'like', like), eb('c.facts', 'like', like), eb('c.outlet', 'like', like)]),
    )
  }
  return query
}

export function listCaseRows(
  db: Connection,
  campaignId: string,
  filter: CaseFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  return selectFiltered(db, campaignId, filter)
    .where(followsMedia(page.after))
    .select(sql<number>`(select count(*) from case_file f where f.case_id = c.id)`.as('files'))
    .orderBy('c.day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
    .execute()
}

export async function countCases(db: Connection, campaignId: string, filter: CaseFilter): Promise<number> {
  const { total } = await selectFiltered(db, campaignId, filter)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
