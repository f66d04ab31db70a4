import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import type { Answer } from '../contract.ts'

export interface Closing {
  id: string
  answers: Record<string, Answer>
  /** The answers that the row had when it was graded: one that came in between is not overwritten. */
  seen: Record<string, Answer>
  finished: Date
  handed: boolean
  points: number
  full: number
  marks: string
  used: number
  /** Id of the act that counts. */
  act: string
  channel: string
  counts: boolean
  ranks: boolean
}

const close = prepareStatement<{ id: string }, { closings: string }>(
  `with done as (
     update attempt a set answers = c.answers, finished_at = c.finished, handed_in = c.handed, points = c.points,
       full_points = c."full", marks = c.marks, used_ms = c.used
     from jsonb_to_recordset(:closings::jsonb) as c (id uuid, answers jsonb, seen jsonb, finished timestamptz,
       handed boolean, points smallint, "full" smallint, marks text, used integer, act uuid, channel text,
       counts boolean, ranks boolean)
     where a.id = c.id and a.finished_at is null and a.answers = c.seen
     returning a.id, a.campaign_id, a.contest, a.participant_id, a.unit_id, a.day, a.points, a.used_ms, a.finished_at,
       c.act, c.channel, c.counts, c.ranks
   ), act as (
     insert into participation (id, campaign_id, channel, unit_id, day, participant_id, record_id, people, at)
     select act, campaign_id, channel, unit_id, day, participant_id, id, 1, finished_at from done where counts
   ), best as (
     insert into standing as s (campaign_id, contest, participant_id, attempt_id, unit_id, points, used_ms, reached_at)
     select campaign_id, contest, participant_id, id, unit_id, points, used_ms, finished_at from done where ranks
     order by participant_id
     on conflict (campaign_id, contest, participant_id) do update set attempt_id = excluded.attempt_id,
       unit_id = excluded.unit_id, points = excluded.points, used_ms = excluded.used_ms, reached_at = excluded.reached_at
     where (excluded.points, -excluded.used_ms) > (s.points, -s.used_ms)
   )
   select id from done`,
)

/**
 * Closes an attempt, counts it and moves the leaderboard in one statement. False when it was closed before, so that it
 * is graded exactly once, or has got an answer since.
 */
export const closeRow = gather(
  async (db, closings: Closing[]) => {
    // In one order, so that two servers do not wait for each other.
    const ordered = [...closings].sort((one, other) => (one.id < other.id ? -1 : 1))
    const closed = new Set((await close(db, { closings: JSON.stringify(ordered) })).map((row) => row.id))
    return closings.map(({ id }) => closed.has(id))
  },
  { lanes: 2, apart: (one) => one.id },
)
