import { prepareStatement } from '../../../platform/server/database.ts'

/**
 * Writes a press at the end of the log, in one statement: the contest's row is where presses queue up, and the number
 * that each takes there is the order of arrival. Whether it was the first, a tie, too early or too late is said by the
 * log. Nothing is written for a question that has gone, and one press of a team for each of the host's lines.
 */
export const pressBuzzer = prepareStatement<
  { number: number },
  { contest: string; team: string; question: number; at: Date; data: string }
>(`
  with place as (
    update live_contest set last_event = last_event + 1
    where id = :contest and asking = :question and not exists (
      select from live_event e
      where e.contest_id = live_contest.id and e.team_id = :team and e.turn = live_contest.turn)
    returning id, last_event, turn)
  insert into live_event (contest_id, number, at, kind, team_id, turn, data)
  select id, last_event, :at, 'press', :team, turn, :data from place
  on conflict (contest_id, team_id, turn) do nothing
  returning number`)

/** What a telephone says of its line, now and then. */
export const notePing = prepareStatement<{ id: string }, { team: string; rtt: number | null; at: Date }>(
  'update live_team set rtt_ms = coalesce(:rtt, rtt_ms), seen_at = :at where id = :team returning id',
)
