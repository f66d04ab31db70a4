import { prepareStatement } from '../../../platform/server/database.ts'
import type { Answer } from '../contract.ts'

export interface AttemptRow {
  id: string
  campaignId: string
  contest: string
  phase: 'scored' | 'daily'
  participantId: string
  unitId: string
  unitCode: string
  unitName: string
  day: string
  span: string
  number: number
  bankVersion: string
  /** Of the campaign's definition that was in force when it began. */
  definitionDigest: string
  seed: Buffer
  startedAt: Date
  dueAt: Date | null
  answers: Record<string, Answer>
  finishedAt: Date | null
  handedIn: boolean | null
  points: number | null
  fullPoints: number | null
  marks: string | null
  usedMs: number | null
}

const columns = `a.id, a.campaign_id as "campaignId", a.contest, a.phase, a.participant_id as "participantId",
  a.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", a.day, a.span, a.number,
  a.bank_version as "bankVersion", a.definition_digest as "definitionDigest", a.seed, a.started_at as "startedAt", a.due_at as "dueAt", a.answers,
  a.finished_at as "finishedAt", a.handed_in as "handedIn", a.points, a.full_points as "fullPoints", a.marks,
  a.used_ms as "usedMs"`

export const readAttemptRow = prepareStatement<AttemptRow, { id: string; participant: string }>(
  `select ${columns} from attempt a join org_unit u on u.id = a.unit_id
   where a.id = :id and a.participant_id = :participant`,
)

/** The same with how many scored attempts the person has begun in a span, which is what the page asks next. */
export const readAttemptWithUsed = prepareStatement<
  AttemptRow & { used: number },
  { id: string; participant: string; span: string }
>(
  `select ${columns}, (
     select count(*) from attempt o where o.campaign_id = a.campaign_id and o.contest = a.contest
       and o.phase = 'scored' and o.participant_id = a.participant_id and o.span = :span) as used
   from attempt a join org_unit u on u.id = a.unit_id
   where a.id = :id and a.participant_id = :participant`,
)

export const lockAttemptRow = prepareStatement<AttemptRow, { id: string }>(
  `select ${columns} from attempt a join org_unit u on u.id = a.unit_id where a.id = :id for update of a`,
)

/** The person's attempts in a contest, the latest first; a few by the cap. */
export const listAttemptRows = prepareStatement<
  AttemptRow,
  { campaign: string; contest: string; participant: string }
>(
  `select ${columns} from attempt a join org_unit u on u.id = a.unit_id
   where a.campaign_id = :campaign and a.contest = :contest and a.participant_id = :participant
   order by a.started_at desc, a.id desc limit 200`,
)

/** Nothing when it has ended, its time is over, or it is another person's. */
export const writeAnswer = prepareStatement<
  { due_at: Date | null },
  { id: string; participant: string; answers: string; now: Date }
>(
  `update attempt set answers = answers || :answers::jsonb
   where id = :id and participant_id = :participant and finished_at is null
     and (due_at is null or due_at >= :now)
   returning due_at`,
)

/**
 * Closes an attempt, counts it and moves the leaderboard in one statement. Gives nothing when it was closed before, so
 * that it is graded exactly once.
 */
export const closeAttempt = prepareStatement<
  { id: string },
  {
    id: string
    answers: string
    /** The answers that were graded: one that came in between is not overwritten. */
    seen: string
    finished: Date
    handed: boolean
    points: number
    full: number
    marks: string
    used: number
    act: string
    channel: string
    counts: boolean
    ranks: boolean
  }
>(
  `with done as (
     update attempt set answers = :answers::jsonb, finished_at = :finished, handed_in = :handed, points = :points,
       full_points = :full, marks = :marks, used_ms = :used
     where id = :id and finished_at is null and answers = :seen::jsonb
     returning id, campaign_id, contest, participant_id, unit_id, day
   ), act as (
     insert into participation (id, campaign_id, channel, unit_id, day, participant_id, record_id, people, at)
     select :act::uuid, campaign_id, :channel, unit_id, day, participant_id, id, 1, :finished from done where :counts
   ), best as (
     insert into standing as s (campaign_id, contest, participant_id, attempt_id, unit_id, points, used_ms, reached_at)
     select campaign_id, contest, participant_id, id, unit_id, :points, :used, :finished from done where :ranks
     on conflict (campaign_id, contest, participant_id) do update set attempt_id = excluded.attempt_id,
       unit_id = excluded.unit_id, points = excluded.points, used_ms = excluded.used_ms, reached_at = excluded.reached_at
     where (excluded.points, -excluded.used_ms) > (s.points, -s.used_ms)
   )
   select id from done`,
)
