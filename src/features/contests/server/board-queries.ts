import { sql } from 'kysely'
import { type Connection, prepareStatement } from '../../../platform/server/database.ts'
import { gather, share } from '../../../platform/server/gather.ts'

/** Places are told exactly up to here. */
export const lastPlace = 10_000

export interface StandingRow {
  participantId: string
  /** Four letters that tell two people without a name apart, and nothing about them. */
  mark: string
  display: string | null
  points: number
  usedMs: number
  reachedAt: Date
}

const columns = `s.participant_id as "participantId", left(md5(s.contest || s.participant_id::text), 4) as mark, s.display`

interface Board {
  campaign: string
  contest: string
}
const keyOf = ({ campaign, contest }: Board) => `${campaign} ${contest}`

/** The index's order: most points, then least time, then who was first. */
export const listFirstStandings = share(
  prepareStatement<StandingRow, { campaign: string; contest: string; limit: number }>(
    `select ${columns}, s.points, s.used_ms as "usedMs", s.reached_at as "reachedAt" from standing s
     where s.campaign_id = :campaign and s.contest = :contest
     order by -s.points, s.used_ms, s.reached_at, s.participant_id limit :limit`,
  ),
  (of) => `${keyOf(of)} ${of.limit}`,
)

/** Places are counted once for all who ask, down to the last of them or the limit; beyond it a place is null. */
const findPlaces = prepareStatement<
  StandingRow & { place: number | null },
  { campaign: string; contest: string; participants: string[]; limit: number }
>(
  `with asking as materialized (
     select * from standing
     where campaign_id = :campaign and contest = :contest and participant_id = any(:participants::uuid[])
   ), last as (
     select * from asking order by -points desc, used_ms desc, reached_at desc, participant_id desc limit 1
   ), ranked as (
     select first.* from last, lateral (
       select o.participant_id,
         row_number() over (order by -o.points, o.used_ms, o.reached_at, o.participant_id)::int as place
       from standing o where o.campaign_id = last.campaign_id and o.contest = last.contest
         and (-o.points, o.used_ms, o.reached_at, o.participant_id)
           <= (-last.points, last.used_ms, last.reached_at, last.participant_id)
       order by -o.points, o.used_ms, o.reached_at, o.participant_id limit :limit) as first
   )
   select ${columns}, s.points, s.used_ms as "usedMs", s.reached_at as "reachedAt", ranked.place
   from asking s left join ranked on ranked.participant_id = s.participant_id`,
)

/** The person's standing with its place; null for who has none. */
export const findStanding = gather(
  async (db, asking: (Board & { participant: string })[]): Promise<(Standing | null)[]> => {
    const boards = new Map(asking.map((one) => [keyOf(one), one]))
    const found = new Map<string, Standing>()
    for (const [key, { campaign, contest }] of boards) {
      const participants = asking.filter((one) => keyOf(one) === key).map((one) => one.participant)
      for (const row of await findPlaces(db, { campaign, contest, participants, limit: lastPlace }))
        found.set(`${key} ${row.participantId}`, row)
    }
    return asking.map((one) => found.get(`${keyOf(one)} ${one.participant}`) ?? null)
  },
)
export type Standing = StandingRow & { place: number | null }

/** A snapshot keeps places and results; a name stays its owner's to change or take away. */
const ofSnapshot = `select p.participant_id as "participantId",
    left(md5(c.contest || coalesce(w.joined_id, w.id)::text), 4) as mark, s.display, p.place, p.points,
    p.used_ms as "usedMs", p.reached_at as "reachedAt"
  from board_snapshot_place p
  join board_change c on c.id = p.change_id
  join participant w on w.id = p.participant_id
  left join standing s on s.campaign_id = c.campaign_id and s.contest = c.contest
    and s.participant_id = coalesce(w.joined_id, w.id)`

export const listSnapshotPlaces = prepareStatement<
  StandingRow & { place: number },
  { change: string; limit: number }
>(`${ofSnapshot} where p.change_id = :change and p.place <= :limit order by p.place`)

export const findSnapshotPlace = prepareStatement<
  StandingRow & { place: number },
  { change: string; participant: string }
>(
  `${ofSnapshot} where p.change_id = :change
     and p.participant_id in (select id from participant where id = :participant or joined_id = :participant)
   order by p.place limit 1`,
)

export interface BoardChange {
  id: string
  number: number
  state: 'live' | 'frozen' | 'off'
  at: Date
}

export const findBoardChange = share(
  prepareStatement<BoardChange, { campaign: string; contest: string }>(
    `select id, number, state, made_at as at from board_change
     where campaign_id = :campaign and contest = :contest order by number desc limit 1`,
  ),
  keyOf,
)

export const writeDisplay = prepareStatement<
  { mark: string },
  { campaign: string; contest: string; participant: string; display: string | null }
>(
  `update standing s set display = :display
   where s.campaign_id = :campaign and s.contest = :contest and s.participant_id = :participant
   returning left(md5(s.contest || s.participant_id::text), 4) as mark`,
)

export async function writeSnapshot(
  db: Connection,
  of: { change: string; campaign: string; contest: string },
): Promise<void> {
  await sql`
    insert into board_snapshot_place (change_id, place, participant_id, points, used_ms, reached_at)
    select ${of.change}::uuid, row_number() over (order by -points, used_ms, reached_at, participant_id),
      participant_id, points, used_ms, reached_at
    from (
      select * from standing where campaign_id = ${of.campaign} and contest = ${of.contest}
      order by -points, used_ms, reached_at, participant_id limit ${lastPlace}
    ) first`.execute(db)
}

export function listBoardChanges(db: Connection, campaign: string, contest: string) {
  return db
    .selectFrom('board_change as c')
    .innerJoin('user as u', 'u.id', 'c.made_by')
    .where('c.campaign_id', '=', campaign)
    .where('c.contest', '=', contest)
    .select(['c.state', 'c.reason', 'c.made_at as at', 'u.name as by'])
    .select((of) =>
      of
        .selectFrom('board_snapshot_place as p')
        .whereRef('p.change_id', '=', 'c.id')
        .select((eb) => eb.fn.countAll<number>().as('places'))
        .as('places'),
    )
    .orderBy('c.number', 'desc')
    .limit(100)
    .execute()
}
