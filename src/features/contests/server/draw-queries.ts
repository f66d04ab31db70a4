import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

const page = 5_000

export interface DrawRow {
  id: string
  prize: string
  winners: number
  witness: string | null
  seed: Buffer
  commitment: string
  committedAt: Date
  closing: { at: Date; entries: number; digest: string } | null
  result: { at: Date; witnessValue: string | null } | null
}

/** `lock` lets one step at a time through. */
export async function findDraw(
  db: Connection,
  of: { campaign: string; contest: string },
  { lock = false } = {},
): Promise<DrawRow | null> {
  const draw = await db
    .selectFrom('prize_draw')
    .where('campaign_id', '=', of.campaign)
    .where('contest', '=', of.contest)
    .select(['id', 'prize', 'winners', 'witness', 'seed', 'commitment', 'committed_at as committedAt'])
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!draw) return null
  const closing = await db
    .selectFrom('draw_closing')
    .where('draw_id', '=', draw.id)
    .select(['closed_at as at', 'entries', 'digest'])
    .executeTakeFirst()
  const result = await db
    .selectFrom('draw_result')
    .where('draw_id', '=', draw.id)
    .select(['drawn_at as at', 'witness_value as witnessValue'])
    .executeTakeFirst()
  return { ...draw, closing: closing ?? null, result: result ?? null }
}

/** Who has passed, a page at a time; attempts beyond a person's cap stayed with a device that was joined. */
export async function* listPassed(
  db: Connection,
  of: { campaign: string; contest: string; points: number },
): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select p.id from attempt a join participant p on p.id = a.participant_id and p.joined_id is null
      where a.campaign_id = ${of.campaign} and a.contest = ${of.contest} and a.phase = 'scored'
        and a.participant_id > ${after} and a.points >= ${of.points}
      group by p.id order by p.id limit ${page}`.execute(db)
    if (rows.length === 0) return
    yield rows.map((row) => row.id)
    after = rows.at(-1)!.id
  }
}

export async function writeEntries(
  db: Connection,
  draw: string,
  entries: { code: string; participantId: string }[],
): Promise<void> {
  const codes = entries.map((one) => one.code)
  const people = entries.map((one) => one.participantId)
  await sql`
    insert into draw_entry (draw_id, code, participant_id)
    select ${draw}::uuid, code, who from unnest(${codes}::text[], ${people}::uuid[]) as t (code, who)`.execute(
    db,
  )
}

/** Codes in the order of the list. */
export async function* listCodes(db: Connection, draw: string): AsyncGenerator<string[]> {
  let after = ''
  for (;;) {
    const { rows } = await sql<{ code: string }>`
      select code from draw_entry where draw_id = ${draw} and code > ${after}
      order by code limit ${page}`.execute(db)
    if (rows.length === 0) return
    yield rows.map((row) => row.code)
    after = rows.at(-1)!.code
  }
}

export function listWinners(db: Connection, draw: string) {
  return db
    .selectFrom('draw_winner')
    .where('draw_id', '=', draw)
    .select(['place', 'code'])
    .orderBy('place')
    .execute()
}

export function listClaims(db: Connection, draw: string) {
  return db
    .selectFrom('draw_claim as c')
    .innerJoin('user as u', 'u.id', 'c.handed_by')
    .where('c.draw_id', '=', draw)
    .select(['c.place', 'c.claimed_at as at', 'u.name as by'])
    .orderBy('c.place')
    .execute()
}

/** Of a person who got another device since, the better one. */
export function findOwnEntry(db: Connection, draw: string, participant: string) {
  return db
    .selectFrom('draw_entry as e')
    .leftJoin('draw_winner as w', (join) =>
      join.onRef('w.draw_id', '=', 'e.draw_id').onRef('w.code', '=', 'e.code'),
    )
    .leftJoin('draw_claim as c', (join) =>
      join.onRef('c.draw_id', '=', 'w.draw_id').onRef('c.place', '=', 'w.place'),
    )
    .where('e.draw_id', '=', draw)
    .where('e.participant_id', 'in', (nested) =>
      nested
        .selectFrom('participant as p')
        .where((of) => of.or([of('p.id', '=', participant), of('p.joined_id', '=', participant)]))
        .select('p.id'),
    )
    .select(['e.code', 'e.participant_id as participantId', 'w.place', 'c.claimed_at as claimedAt'])
    .orderBy('w.place', (by) => by.asc().nullsLast())
    .limit(1)
    .executeTakeFirst()
}
