import { type Insertable, sql } from 'kysely'
import type { DB } from '../../../platform/server/database.generated.ts'
import { withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

/** Id of the pledge, or null when this person has signed already; what was taken back can be signed anew. */
export async function insertPledge(
  db: Connection,
  pledge: Omit<Insertable<DB['pledge']>, 'withdrawn_at'>,
): Promise<string | null> {
  const { id: _, ...columns } = pledge
  const written = await db
    .insertInto('pledge')
    .values(pledge)
    .onConflict((known) =>
      known
        .columns(['campaign_id', 'pledge_key', 'participant_id'])
        .doUpdateSet({ ...columns, withdrawn_at: null })
        .where('pledge.withdrawn_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst()
  return written?.id ?? null
}

/** The pledge in force of a person, with the code of its certificate. */
export function findOwnPledge(db: Connection, campaignId: string, pledgeKey: string, participantId: string) {
  return selectStanding(db, campaignId, pledgeKey)
    .where('p.participant_id', '=', participantId)
    .select(['c.code', 'p.audience', 'p.day', 'u.name as unit_name'])
    .executeTakeFirst()
}

/** For the wall: who signed last. */
export function listLatest(db: Connection, campaignId: string, pledgeKey: string, limit: number) {
  return selectStanding(db, campaignId, pledgeKey)
    .select(['p.id', 'p.audience', 'p.signed_at', 'c.holder', 'u.name as unit_name'])
    .orderBy('p.signed_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()
}

function selectStanding(db: Connection, campaignId: string, pledgeKey: string) {
  return db
    .selectFrom('pledge as p')
    .innerJoin('certificate as c', (join) =>
      join.onRef('c.record_id', '=', 'p.id').on('c.withdrawn_at', 'is', null),
    )
    .innerJoin('org_unit as u', 'u.id', 'p.unit_id')
    .where('p.campaign_id', '=', campaignId)
    .where('p.pledge_key', '=', pledgeKey)
    .where('p.withdrawn_at', 'is', null)
}

/** As the ledger has it, so that the page and the statistics table never differ. */
export async function countAll(db: Connection, campaignId: string, channel: string): Promise<number> {
  const { people } = await db
    .selectFrom('participation_day')
    .where('campaign_id', '=', campaignId)
    .where('channel', '=', channel)
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('people'), sql<number>`0::bigint`).as('people'))
    .executeTakeFirstOrThrow()
  return Number(people)
}

export interface Head {
  id: string
  number: number
  level: number
}

/** The unit below `head` that a unit belongs to; the head belongs to itself. */
function unitUnder({ level }: Head) {
  return level < 6 ? sql`coalesce(${sql.ref(`u.a${level + 1}`)}, u.number)` : sql`u.number`
}

/** People by unit next below, audience and day: sums of what counts, acts and withdrawals. */
export async function countByUnit(db: Connection, campaignId: string, channel: string, head: Head) {
  const { rows } = await sql<{ unit: number; audience: string; day: string; people: number }>`
    select ${unitUnder(head)} as unit, p.audience, x.day, sum(x.people)::bigint as people
    from participation x
      join pledge p on p.id = x.record_id
      join org_unit u on u.id = x.unit_id
    where x.campaign_id = ${campaignId} and x.channel = ${channel} and ${withinScope({ units: [head] }, 'u')}
    group by 1, p.audience, x.day
    having sum(x.people) <> 0
    order by x.day`.execute(db)
  return rows
}

/** People by enterprise, in the order of the directory and of the names. */
export async function countByWorkplace(db: Connection, campaignId: string, channel: string, head: Head) {
  const { rows } = await sql<{ name: string; unit_name: string; audience: string; people: number }>`
    select w.name, u.name as unit_name, p.audience, sum(x.people)::bigint as people
    from participation x
      join pledge p on p.id = x.record_id
      join workplace w on w.id = p.workplace_id
      join org_unit u on u.id = w.unit_id
    where x.campaign_id = ${campaignId} and x.channel = ${channel} and x.unit_id = w.unit_id
      and ${withinScope({ units: [head] }, 'u')}
    group by w.id, u.id, p.audience
    having sum(x.people) <> 0
    order by u.level, u.position, u.number, w.pinyin, w.id`.execute(db)
  return rows
}

/** The unit that is looked at and those next below it, in directory order. */
export function listUnitsShown(db: Connection, head: Head) {
  return db
    .selectFrom('org_unit as u')
    .where((eb) => eb.or([eb('u.id', '=', head.id), eb('u.parent_id', '=', head.id)]))
    .select(['u.number', 'u.code', 'u.name'])
    .orderBy('u.level')
    .orderBy('u.position')
    .orderBy('u.number')
    .execute()
}
