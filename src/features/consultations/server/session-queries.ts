import { type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

function selectSessions(db: Connection, campaignId: string) {
  return db
    .selectFrom('consultation_session as s')
    .innerJoin('org_unit as u', 'u.id', 's.unit_id')
    .where('s.campaign_id', '=', campaignId)
    .selectAll('s')
    .select(['u.code as unit_code', 'u.name as unit_name'])
}

export function findSession(db: Connection, campaignId: string, id: string) {
  return selectSessions(db, campaignId).where('s.id', '=', id).executeTakeFirst()
}
export type SessionRow = NonNullable<Awaited<ReturnType<typeof findSession>>>

export function lockSession(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('consultation_session')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

/** The last first. */
export function listSessionRows(
  db: Connection,
  campaignId: string,
  scope: UnitScope,
  page: { after: (string | number)[] | null; limit: number },
) {
  return selectSessions(db, campaignId)
    .where(withinScope(scope, 'u'))
    .$if(page.after !== null, (query) =>
      query.where(
        sql<SqlBool>`(s.starts_at, s.id) < (${page.after![0]}::timestamptz, ${page.after![1]}::uuid)`,
      ),
    )
    .orderBy('s.starts_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(page.limit)
    .execute()
}

/** What a citizen can book or has booked: not yet over, the next first. */
export function listComing(
  db: Connection,
  campaignId: string,
  consultation: string,
  participantId: string | null,
  now: Date,
) {
  return (
    selectSessions(db, campaignId)
      .where('s.consultation', '=', consultation)
      .where('s.ends_at', '>', now)
      .leftJoin('consultation_booking as b', (join) =>
        join.onRef('b.session_id', '=', 's.id').on(sql<SqlBool>`b.participant_id = ${participantId}::uuid`),
      )
      .select(sql<boolean>`b.session_id is not null`.as('own'))
      // A cancelled one is told to those who had a seat.
      .where((eb) => eb.or([eb('s.cancelled_at', 'is', null), eb('b.session_id', 'is not', null)]))
      .orderBy('s.starts_at')
      .orderBy('s.id')
      .limit(100)
      .execute()
  )
}

export async function hasSeat(db: Connection, sessionId: string, participantId: string): Promise<boolean> {
  const found = await db
    .selectFrom('consultation_booking')
    .where('session_id', '=', sessionId)
    .where('participant_id', '=', participantId)
    .select('session_id')
    .executeTakeFirst()
  return found !== undefined
}
