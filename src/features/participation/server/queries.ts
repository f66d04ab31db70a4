import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

export function findDay(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('participation_day as d')
    .innerJoin('org_unit as u', 'u.id', 'd.unit_id')
    .where('d.campaign_id', '=', campaignId)
    .where('d.id', '=', id)
    .select([
      'd.id',
      'd.channel',
      'd.unit_id',
      'd.day',
      'd.sessions',
      'd.people',
      'd.quantity',
      'u.code',
      'u.name',
    ])
    .executeTakeFirst()
}

/** Acts of a day, the latest first; `after` is the last row's id. */
export function listActs(
  db: Connection,
  campaignId: string,
  day: { channel: string; unit_id: string; day: string },
  after: string | null,
  limit: number,
) {
  return db
    .selectFrom('participation as p')
    .leftJoin('participant as who', 'who.id', 'p.participant_id')
    .where('p.campaign_id', '=', campaignId)
    .where('p.channel', '=', day.channel)
    .where('p.unit_id', '=', day.unit_id)
    .where('p.day', '=', day.day)
    .where('p.counted', '=', true)
    .$if(after !== null, (query) => query.where('p.id', '<', after))
    .select(['p.id', 'p.at', 'p.sessions', 'p.people', 'p.quantity', 'who.phone_mask'])
    .select(sql<string>`coalesce(left(md5(p.participant_id::text || p.day::text), 6), '')`.as('mark'))
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()
}

function selectFlags(db: Connection, campaignId: string) {
  return db
    .selectFrom('participation_flag as f')
    .innerJoin('org_unit as u', 'u.id', 'f.unit_id')
    .leftJoin('user as who', 'who.id', 'f.settled_by')
    .where('f.campaign_id', '=', campaignId)
    .select([
      'f.id',
      'f.kind',
      'f.channel',
      'f.unit_id',
      'f.day',
      'f.detail',
      'f.found_at',
      'f.settled_at',
      'f.note',
      'who.name as settled_by',
      'u.code',
      'u.name',
    ])
}
export type FlagRow = NonNullable<Awaited<ReturnType<typeof findFlag>>>

export function findFlag(db: Connection, campaignId: string, id: string) {
  return selectFlags(db, campaignId).where('f.id', '=', id).executeTakeFirst()
}

/** Newest first. */
export function listFlagRows(
  db: Connection,
  campaignId: string,
  { scope, settled }: { scope: UnitScope; settled: boolean },
  page: { after: (string | number)[] | null; limit: number },
) {
  let query = selectFlags(db, campaignId)
    .where(withinScope(scope, 'u'))
    .where('f.settled_at', settled ? 'is not' : 'is', null)
  if (page.after)
    query = query.where(
      sql<boolean>`(f.found_at, f.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`,
    )
  return query.orderBy('f.found_at', 'desc').orderBy('f.id', 'desc').limit(page.limit).execute()
}

export interface Span {
  from: string | undefined
  to: string | undefined
}

function selectDays(db: Connection, campaignId: string, scope: UnitScope, { from, to }: Span) {
  return db
    .selectFrom('participation_day as d')
    .innerJoin('org_unit as u', 'u.id', 'd.unit_id')
    .where('d.campaign_id', '=', campaignId)
    .where(withinScope(scope, 'u'))
    .$if(from !== undefined, (query) => query.where('d.day', '>=', from!))
    .$if(to !== undefined, (query) => query.where('d.day', '<=', to!))
    .select([
      'd.channel',
      sql<number>`sum(d.sessions)::bigint`.as('sessions'),
      sql<number>`sum(d.people)::bigint`.as('people'),
      sql<number>`sum(d.quantity)::bigint`.as('quantity'),
    ])
}

export function sumByChannel(db: Connection, campaignId: string, scope: UnitScope, span: Span) {
  return selectDays(db, campaignId, scope, span).groupBy('d.channel').execute()
}

/** Units that somebody took part for, in directory order. */
export function listActiveUnits(
  db: Connection,
  campaignId: string,
  scope: UnitScope,
  { from, to }: Span,
  page: { after: (string | number)[] | null; limit: number },
) {
  const [level, position, number] = page.after ?? []
  return db
    .selectFrom('org_unit as u')
    .where(withinScope(scope, 'u'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('participation_day as d')
          .whereRef('d.unit_id', '=', 'u.id')
          .where('d.campaign_id', '=', campaignId)
          .$if(from !== undefined, (query) => query.where('d.day', '>=', from!))
          .$if(to !== undefined, (query) => query.where('d.day', '<=', to!))
          .select('d.id'),
      ),
    )
    .$if(page.after !== null, (query) =>
      query.where(
        sql<boolean>`(u.level, u.position, u.number) > (${level}::int, ${position}::int, ${number}::int)`,
      ),
    )
    .select(['u.id', 'u.code', 'u.name', 'u.level', 'u.position', 'u.number'])
    .orderBy('u.level')
    .orderBy('u.position')
    .orderBy('u.number')
    .limit(page.limit)
    .execute()
}

export function sumByUnit(
  db: Connection,
  campaignId: string,
  scope: UnitScope,
  span: Span,
  unitIds: string[],
) {
  return selectDays(db, campaignId, scope, span)
    .where('d.unit_id', 'in', unitIds)
    .select('d.unit_id')
    .groupBy(['d.unit_id', 'd.channel'])
    .execute()
}
