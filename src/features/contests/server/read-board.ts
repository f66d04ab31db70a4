import type { Connection } from '../../../platform/server/database.ts'
import type { BoardView } from '../board-contract.ts'
import {
  type BoardChange,
  type StandingRow,
  findBoardChange,
  findSnapshotPlace,
  findStanding,
  listFirstStandings,
  listSnapshotPlaces,
} from './board-queries.ts'
import type { ContestInForce } from './find-contest.ts'

const shown = 50

/** Without a change by the office, a contest that has a board shows it live. */
export async function findBoardState(
  db: Connection,
  { campaign, contest }: ContestInForce,
): Promise<Pick<BoardChange, 'state'> & { change: BoardChange | null }> {
  if (!contest.leaderboard) return { state: 'off', change: null }
  const [change] = await findBoardChange(db, { campaign: campaign.id, contest: contest.key })
  return { state: change?.state ?? 'live', change: change ?? null }
}

/** The first fifty, and the asking person's own place. */
export async function readBoard(
  db: Connection,
  of: ContestInForce,
  participant: string | null,
): Promise<BoardView> {
  const { state, change } = await findBoardState(db, of)
  if (state === 'off') return { state, since: null, items: [], own: null }
  const [rows, own] = await (state === 'frozen'
    ? readFrozen(db, change!.id, participant)
    : readLive(db, of, participant))
  return {
    state,
    since: state === 'frozen' ? change!.at.toISOString() : null,
    items: rows.map((row, index) => ({
      ...presentLine(row),
      place: index + 1,
      own: own !== null && row.participantId === own.row.participantId,
    })),
    own: own && { ...presentLine(own.row), place: own.place },
  }
}

type Read = [StandingRow[], { row: StandingRow; place: number | null } | null]

async function readLive(
  db: Connection,
  { campaign, contest }: ContestInForce,
  participant: string | null,
): Promise<Read> {
  const of = { campaign: campaign.id, contest: contest.key }
  const [rows, own] = await Promise.all([
    listFirstStandings(db, { ...of, limit: shown }),
    participant ? findStanding(db, { ...of, participant }) : null,
  ])
  return [rows, own && { row: own, place: own.place }]
}

/** Who came after the snapshot has no place in it. */
async function readFrozen(db: Connection, change: string, participant: string | null): Promise<Read> {
  const [rows, [own]] = await Promise.all([
    listSnapshotPlaces(db, { change, limit: shown }),
    participant ? findSnapshotPlace(db, { change, participant }) : [],
  ])
  return [rows, own ? { row: own, place: own.place } : null]
}

export function sayBoardName({ display, mark }: Pick<StandingRow, 'display' | 'mark'>): string {
  return display ?? `参与者 ${mark}`
}

function presentLine(row: StandingRow) {
  return {
    name: sayBoardName(row),
    points: row.points,
    usedMs: row.usedMs,
    reachedAt: row.reachedAt.toISOString(),
  }
}
