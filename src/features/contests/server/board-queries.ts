import { sql } from 'kysely'
import { type Connection, prepareStatement } from '../../../platform/server/database.ts'

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

/** The index's order: most points, then least time, then who was first. */
export const listFirstStandings = prepareStatement<
  StandingRow,
  { campaign: string; contest: string; limit: number }
>(
  `select ${columns}, s.points, s.used_ms as "usedMs", s.reached_at as "reachedAt" from standing s
   where s.campaign_id = :campaign and s.contest = :contest
   order by -s.points, s.used_ms, s.reached_at, s.participant_id limit :limit`,
)

/** The person's standing with how many stand before, counted up to the limit. */
export const findStanding = prepareStatement<
  StandingRow & { before: number },
  { campaign: string; contest: string; participant: string; limit: number }
>(
  `select ${columns}, s.points, s.used_ms as "usedMs", s.reached_at as "reachedAt", (
     select count(*)::int from (
       select from standing o where o.campaign_id = s.campaign_id and o.contest = s.contest
         and (-o.points, o.used_ms, o.reached_at, o.participant_id)
           < (-s.points, s.used_ms, s.reached_at, s.participant_id)
       limit :limit) ahead) as before
   from standing s
   where s.campaign_id = :campaign and s.contest = :contest and s.participant_id = :participant`,
)

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

export const findBoardChange = prepareStatement<BoardChange, { campaign: string; contest: string }>(
  `select id, number, state, made_at as at from board_change
   where campaign_id = :campaign and contest = :contest order by number desc limit 1`,
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
