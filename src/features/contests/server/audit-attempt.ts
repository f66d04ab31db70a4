import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type AttemptAudit, attemptRunning } from '../desk-contract.ts'
import { gradePaper } from '../grade.ts'
import { explainQuestion } from '../show-question.ts'
import { type OfContest, findAttempt, listAttemptLines } from './desk-queries.ts'
import type { ContestInForce } from './find-contest.ts'
import { findContestOf } from './find-contest-of.ts'
import { findPaper, seedAttempt } from './find-paper.ts'
import { presentAttemptLine } from './present-attempt-line.ts'
import { findBank } from './read-bank.ts'

/**
 * Makes the paper again from who, when and which bank, grades the stored answers again, and holds both against what was
 * stored at the time. Nothing of the stored seed, marks or points is used for it.
 */
export async function auditAttempt(
  db: Connection,
  services: Services,
  of: ContestInForce,
  scope: OfContest['scope'],
  id: string,
): Promise<AttemptAudit> {
  const named = { campaign: of.campaign.id, contest: of.contest.key, scope }
  const row = await findAttempt(db, named, id)
  if (!row) throw new ProblemError(notFound)
  if (!row.finished_at) throw new ProblemError(attemptRunning)
  const phase = row.phase as 'scored' | 'daily'
  const seed = seedAttempt(services, {
    contest: row.contest,
    phase,
    participantId: row.drawn_for,
    span: row.span,
    number: row.drawn_number,
  })
  const contest = await findContestOf(db, of.campaign, {
    contest: row.contest,
    definitionDigest: row.definition_digest,
  })
  const bank = await findBank(db, row.campaign_id, row.bank_version)
  const paper = findPaper(contest, phase, bank, seed)
  const grade = gradePaper(paper, row.answers)
  const [line] = await listAttemptLines(db, named, { q: id, after: null, limit: 1 })
  const checks = [
    compare('出卷种子', row.seed.toString('hex').slice(0, 16), seed.toString('hex').slice(0, 16)),
    compare('逐题对错', row.marks!, grade.marks),
    compare('得分', `${row.points}/${row.full_points}`, `${grade.points}/${grade.fullPoints}`),
  ]
  return {
    attempt: presentAttemptLine(line!),
    day: row.day,
    number: row.number,
    bankVersion: row.bank_version,
    handedIn: row.handed_in!,
    checks,
    same: checks.every((one) => one.same),
    questions: paper.map((one, index) => ({
      ...explainQuestion(one, index + 1, row.answers[String(index + 1)]),
      key: one.question.key,
      storedRight: row.marks![index] === '1',
    })),
  }
}

function compare(name: string, stored: string, again: string) {
  return { name, stored, again, same: stored === again }
}
