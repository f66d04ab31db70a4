import type { Connection } from '../../../platform/server/database.ts'
import type { LiveSetup } from '../setup.ts'
import { type ContestRow, listQuestionRows, listRoundRows, listTeamRows } from './queries.ts'

export async function readSetup(db: Connection, contest: ContestRow): Promise<LiveSetup> {
  const teams = await listTeamRows(db, contest.id)
  const rounds = await listRoundRows(db, contest.id)
  const questions = await listQuestionRows(db, contest.id)
  return {
    title: contest.title,
    day: contest.day,
    place: contest.place,
    contest: contest.contest_key,
    teams: teams.map((team) => ({ id: team.id, name: team.name, unit: team.unit_code })),
    rounds: rounds.map((round) => ({
      id: round.id,
      title: round.title,
      kind: round.kind as 'required',
      tieBreak: round.tie_break,
      points: round.points,
      stakes: round.stakes,
      deduct: round.deduct,
      foul: round.foul,
      seconds: round.seconds,
      buzzSeconds: round.buzz_seconds,
      questions: questions
        .filter((one) => one.round_id === round.id)
        // Checked when it was written.
        .map((one) => ({ id: one.id, spare: one.spare, question: one.question as never })),
    })),
  }
}
