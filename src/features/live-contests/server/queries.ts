import { type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

export function findContest(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('live_contest as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .where('c.id', '=', id)
    .selectAll('c')
    .select(['u.code as unit_code', 'u.name as unit_name'])
    .executeTakeFirst()
}
export type ContestRow = NonNullable<Awaited<ReturnType<typeof findContest>>>

/** The contest's row, locked: presses and the host's lines wait for each other here. */
export function lockContest(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('live_contest')
    .where('campaign_id', '=', campaignId)
    .where('id', '=', id)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

export function listContestRows(
  db: Connection,
  campaignId: string,
  scope: UnitScope,
  page: { after: (string | number)[] | null; limit: number },
) {
  let query = db
    .selectFrom('live_contest as c')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .where(withinScope(scope, 'u'))
  if (page.after)
    query = query.where(sql<SqlBool>`(c.day, c.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`)
  return query
    .select(['c.id', 'c.title', 'c.day', 'c.place', 'c.phase', 'u.code', 'u.name'])
    .select(
      sql<string[]>`array(select t.name from live_team t where t.contest_id = c.id order by t.position)`.as(
        'teams',
      ),
    )
    .select(
      sql<number>`(select count(*) from live_question q where q.contest_id = c.id and not q.spare)`.as(
        'questions',
      ),
    )
    .orderBy('c.day', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit)
    .execute()
}

export function listTeamRows(db: Connection, contestId: string) {
  return db
    .selectFrom('live_team as t')
    .leftJoin('org_unit as u', 'u.id', 't.unit_id')
    .where('t.contest_id', '=', contestId)
    .selectAll('t')
    .select('u.code as unit_code')
    .orderBy('t.position')
    .execute()
}
export type TeamRow = Awaited<ReturnType<typeof listTeamRows>>[number]

export function listRoundRows(db: Connection, contestId: string) {
  return db
    .selectFrom('live_round')
    .where('contest_id', '=', contestId)
    .selectAll()
    .orderBy('position')
    .execute()
}

export function listQuestionRows(db: Connection, contestId: string) {
  return db
    .selectFrom('live_question')
    .where('contest_id', '=', contestId)
    .selectAll()
    .orderBy('position')
    .execute()
}

export function listEventRows(db: Connection, contestId: string) {
  return db
    .selectFrom('live_event as e')
    .leftJoin('user as p', 'p.id', 'e.user_id')
    .where('e.contest_id', '=', contestId)
    .selectAll('e')
    .select('p.name as by')
    .orderBy('e.number')
    .execute()
}
export type EventRow = Awaited<ReturnType<typeof listEventRows>>[number]

/** The team whose telephone holds this token. */
export function findTeamOfDevice(db: Connection, contestId: string, deviceHash: Buffer) {
  return db
    .selectFrom('live_team')
    .where('contest_id', '=', contestId)
    .where('device_hash', '=', deviceHash)
    .select(['id', 'name'])
    .executeTakeFirst()
}
