import { type Implementation, implement } from '../../../platform/server/http.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import * as contract from '../contract.ts'
import { isOpen } from '../rules.ts'
import { explainQuestion, showQuestion } from '../show-question.ts'
import { findContest } from './find-contest.ts'
import { findPaper } from './find-paper.ts'
import { findPractice } from './find-practice.ts'
import { makePracticeToken, readPracticeToken } from './practice.ts'
import { findBank } from './read-bank.ts'

export const practiceRoutes: Implementation[] = [
  implement(contract.drawPractice, { writes: 'one-statement' })(async ({ db, params, services, now }) => {
    const { of, bank } = await findPractice(db, services, params, now)
    const { campaign, contest } = of
    const today = localOfInstant(now, campaign.definition.timeZone).date
    if (!isOpen(contest.practice, today)) throw new ProblemError(contract.contestClosed)
    const { token, seed } = makePracticeToken(services, contest.key, bank.version)
    const paper = findPaper(contest, 'scored', bank, seed)
    return { token, questions: paper.map((one, index) => showQuestion(one, index + 1)) }
  }),

  implement(contract.explainPractice, { writes: 'one-statement' })(async ({ db, params, body, services }) => {
    const { campaign, contest } = await findContest(db, params)
    const { bankVersion, seed } = readPracticeToken(services, contest.key, body.token)
    const bank = await findBank(db, campaign.id, bankVersion)
    const one = findPaper(contest, 'scored', bank, seed)[body.place - 1]
    if (!one) throw new ProblemError(notFound)
    return explainQuestion(one, body.place, body.answer)
  }),
]
