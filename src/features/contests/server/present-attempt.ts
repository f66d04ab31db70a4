import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { AttemptView } from '../contract.ts'
import { capOf, hasPassed } from '../rules.ts'
import { explainQuestion, showQuestion } from '../show-question.ts'
import type { ContestInForce } from './find-contest.ts'
import { findContestOf } from './find-contest-of.ts'
import { findPaper } from './find-paper.ts'
import type { AttemptRow } from './queries.ts'
import { findBank } from './read-bank.ts'

/** While it runs: the questions; after it: the result with every question explained. */
export async function presentAttempt(
  db: Connection,
  of: ContestInForce,
  row: AttemptRow,
  attemptsLeft: number,
  now: Date,
): Promise<AttemptView> {
  const contest = await findContestOf(db, of.campaign, row)
  const bank = await findBank(db, row.campaignId, row.bankVersion)
  const paper = findPaper(contest, row.phase, bank, row.seed)
  const over = row.finishedAt !== null
  return {
    id: row.id,
    contest: contest.key,
    phase: row.phase,
    unit: { code: row.unitCode, name: row.unitName },
    startedAt: row.startedAt.toISOString(),
    leftMs: over || !row.dueAt ? null : Math.max(0, row.dueAt.getTime() - now.getTime()),
    attemptsLeft,
    questions: over ? [] : paper.map((one, index) => showQuestion(one, index + 1)),
    answers: over ? {} : row.answers,
    result: over
      ? {
          points: row.points!,
          fullPoints: row.fullPoints!,
          passed: contest.passPoints === undefined || row.phase === 'daily' ? null : hasPassed(contest, row),
          usedMs: row.usedMs!,
          handedIn: row.handedIn!,
          questions: paper.map((one, index) =>
            explainQuestion(one, index + 1, row.answers[String(index + 1)]),
          ),
        }
      : null,
  }
}

/** Scored attempts that a person still has today. */
export function countAttemptsLeft(
  { campaign, contest }: ContestInForce,
  own: readonly AttemptRow[],
  now: Date,
): number {
  const today = localOfInstant(now, campaign.definition.timeZone).date
  const { span, atMost } = capOf(contest, 'scored', today)
  const used = own.filter((one) => one.phase === 'scored' && one.span === span).length
  return Math.max(0, atMost - used)
}
