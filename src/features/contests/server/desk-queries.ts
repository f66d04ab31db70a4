import { sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { readCode } from '../../certificates/rules.ts'
import type { Answer } from '../contract.ts'

export interface OfContest {
  campaign: string
  contest: string
  scope: UnitScope
}

export async function countAttempts(
  db: Connection,
  campaign: string,
  scope: UnitScope,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ contest: string; attempts: number }>`
    select a.contest, count(*) as attempts from attempt a join org_unit u on u.id = a.unit_id
    where a.campaign_id = ${campaign} and a.phase = 'scored' and a.finished_at is not null
      and ${withinScope(scope, 'u')}
    group by a.contest`.execute(db)
  return new Map(rows.map((row) => [row.contest, row.attempts]))
}

interface TakenPart {
  people: number
  attempts: number
  passed: number
}

/** One row per unit in the order of the directory. A person counts once in each unit that was named. */
export async function countByUnit(db: Connection, of: OfContest, passPoints: number | null) {
  const { rows } = await sql<TakenPart & { code: string; name: string }>`
    with person as (
      select unit_id, participant_id, count(*) as attempts, max(points) as best from attempt
      where campaign_id = ${of.campaign} and contest = ${of.contest} and phase = 'scored'
        and finished_at is not null
      group by unit_id, participant_id
    ), unit as (
      select unit_id, count(*) as people, sum(attempts)::bigint as attempts,
        count(*) filter (where best >= ${passPoints}::int) as passed
      from person group by unit_id
    )
    select u.code, u.name, n.people, n.attempts, n.passed
    from unit n join org_unit u on u.id = n.unit_id
    where ${withinScope(of.scope, 'u')}
    order by u.level, u.position, u.number`.execute(db)
  return rows
}

export async function countByDay(db: Connection, of: OfContest) {
  const { rows } = await sql<{ day: string; people: number; attempts: number }>`
    select day, count(*) as people, sum(attempts)::bigint as attempts from (
      select a.day, a.participant_id, count(*) as attempts
      from attempt a join org_unit u on u.id = a.unit_id
      where a.campaign_id = ${of.campaign} and a.contest = ${of.contest} and a.phase = 'scored'
        and a.finished_at is not null and ${withinScope(of.scope, 'u')}
      group by a.day, a.participant_id
    ) person group by day order by day`.execute(db)
  return rows
}

export interface GradedRow {
  id: string
  bankVersion: string
  seed: Buffer
  definitionDigest: string
  answers: Record<string, Answer>
  marks: string
  points: number
}

const page = 1_000

/** Finished scored attempts, the latest first, a page at a time. */
export async function* listGraded(db: Connection, of: OfContest, most: number): AsyncGenerator<GradedRow[]> {
  let before = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  for (let seen = 0; seen < most; seen += page) {
    const { rows } = await sql<GradedRow>`
      select a.id, a.bank_version as "bankVersion", a.seed, a.definition_digest as "definitionDigest",
        a.answers, a.marks, a.points
      from attempt a join org_unit u on u.id = a.unit_id
      where a.campaign_id = ${of.campaign} and a.contest = ${of.contest} and a.phase = 'scored'
        and a.finished_at is not null and a.id < ${before} and ${withinScope(of.scope, 'u')}
      order by a.id desc limit ${Math.min(page, most - seen)}`.execute(db)
    if (rows.length === 0) return
    yield rows
    before = rows.at(-1)!.id
  }
}

/** By its own id, its certificate, or the entry of a draw that its person has. */
function isNamed({ campaign, contest }: OfContest, q: string) {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(q)) return sql<boolean>`a.id = ${q}`
  const certificate = readCode(q)
  if (certificate) return sql<boolean>`a.id = (select record_id from certificate where code = ${certificate})`
  return sql<boolean>`a.participant_id in (
    select e.participant_id from draw_entry e join prize_draw d on d.id = e.draw_id
    where d.campaign_id = ${campaign} and d.contest = ${contest} and e.code = ${q.toUpperCase()})`
}

/** `q`: an attempt's id, the code of its certificate, or the public code of a draw's entry. */
export async function listAttemptLines(
  db: Connection,
  of: OfContest,
  { q, after, limit }: { q: string | undefined; after: string | null; limit: number },
) {
  return db
    .selectFrom('attempt as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .innerJoin('participant as p', 'p.id', 'a.participant_id')
    .where('a.campaign_id', '=', of.campaign)
    .where('a.contest', '=', of.contest)
    .where(withinScope(of.scope, 'u'))
    .$if(after !== null, (query) => query.where('a.id', '<', after))
    .$if(q !== undefined, (query) => query.where(isNamed(of, q!)))
    .select([
      'a.id',
      'a.phase',
      'u.code',
      'u.name',
      'p.phone_mask',
      'a.started_at',
      'a.finished_at',
      'a.points',
      'a.full_points',
      'a.used_ms',
    ])
    .select(sql<string>`left(md5(a.contest || a.participant_id::text), 6)`.as('mark'))
    .orderBy('a.id', 'desc')
    .limit(limit)
    .execute()
}

/** Everything of one attempt that an audit looks at. */
export async function findAttempt(db: Connection, of: OfContest, id: string) {
  return db
    .selectFrom('attempt as a')
    .innerJoin('org_unit as u', 'u.id', 'a.unit_id')
    .where('a.campaign_id', '=', of.campaign)
    .where('a.contest', '=', of.contest)
    .where('a.id', '=', id)
    .where(withinScope(of.scope, 'u'))
    .selectAll('a')
    .select(sql<Record<string, Answer>>`a.answers`.as('answers'))
    .executeTakeFirst()
}
