import { setImmediate as letOthersIn } from 'node:timers/promises'
import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { AnalysedQuestion, QuestionAnalysis } from '../desk-contract.ts'
import { type QuestionSums, addAnswer, discriminationOf, hasEnough, warnOf } from '../question-sums.ts'
import type { BankQuestion } from '../draw-paper.ts'
import { type GradedRow, listGraded } from './desk-queries.ts'
import type { ContestInForce } from './find-contest.ts'
import { findContestOf } from './find-contest-of.ts'
import { findPaper } from './find-paper.ts'
import { findBank } from './read-bank.ts'

/** More would change no figure that is shown, and takes the server's time from citizens. */
const most = 100_000
const slice = 100

/**
 * Papers are not stored: each is drawn again and its answers added to its questions' sums. Memory holds one page of
 * attempts and one row of sums per question; between slices other requests are served.
 */
export async function analyseQuestions(
  db: Connection,
  of: ContestInForce,
  { scope, now }: { scope: UnitScope; now: Date },
): Promise<QuestionAnalysis> {
  const sums = new Map<string, QuestionSums>()
  let attempts = 0
  const named = { campaign: of.campaign.id, contest: of.contest.key, scope }
  for await (const rows of listGraded(db, named, most))
    for (const [index, row] of rows.entries()) {
      await addPaper(db, of, row, sums)
      attempts += 1
      if (index % slice === slice - 1) await letOthersIn()
    }
  return {
    attempts,
    most,
    madeAt: now.toISOString(),
    questions: [...sums.values()].map(describe).sort(inOrder),
  }
}

async function addPaper(
  db: Connection,
  of: ContestInForce,
  row: GradedRow,
  sums: Map<string, QuestionSums>,
): Promise<void> {
  const contest = await findContestOf(db, of.campaign, {
    contest: of.contest.key,
    definitionDigest: row.definitionDigest,
  })
  const bank = await findBank(db, of.campaign.id, row.bankVersion)
  findPaper(contest, 'scored', bank, row.seed).forEach((one, index) => {
    const { key } = one.question
    let known = sums.get(key)
    if (!known) {
      // The latest attempts come first, so the wording shown is the newest.
      known = {
        question: one.question,
        shown: 0,
        right: 0,
        rest: 0,
        restSquared: 0,
        restRight: 0,
        wrong: new Map(),
      }
      sums.set(key, known)
    }
    addAnswer(known, one, {
      right: row.marks[index] === '1',
      answer: row.answers[String(index + 1)],
      total: row.points,
    })
  })
}

function describe(sums: QuestionSums): AnalysedQuestion {
  const { question, shown, right } = sums
  const rightShare = right / shown
  const found = discriminationOf(sums)
  const discrimination = found !== null && hasEnough(shown) ? found : null
  return {
    bank: (question as BankQuestion).bank,
    key: question.key,
    stem: question.stem,
    kind: question.kind,
    difficulty: question.difficulty,
    shown,
    rightShare,
    discrimination,
    commonWrong: findCommonWrong(sums),
    warnings: warnOf(rightShare, discrimination, shown),
  }
}

function findCommonWrong({ question, wrong, shown, right }: QuestionSums): AnalysedQuestion['commonWrong'] {
  const [most] = [...wrong].sort((a, b) => b[1] - a[1])
  if (!most || shown === right) return null
  const text =
    question.kind === 'judge'
      ? most[0] === 1
        ? '对'
        : '错'
      : 'options' in question
        ? question.options[most[0] - 1]!
        : ''
  return { text, share: most[1] / (shown - right) }
}

/** As in the bank: by bank and key, which stays the same from day to day. */
function inOrder(a: AnalysedQuestion, b: AnalysedQuestion): number {
  return a.bank === b.bank ? (a.key < b.key ? -1 : 1) : a.bank < b.bank ? -1 : 1
}
