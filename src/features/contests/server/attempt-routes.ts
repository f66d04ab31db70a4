import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { requireVerified } from '../../participants/server/require-verified.ts'
import * as contract from '../contract.ts'
import { graceMs } from '../rules.ts'
import { closeAttempt, closeOverdue } from './close-attempt.ts'
import { findContest } from './find-contest.ts'
import { countAttemptsLeft, presentAttempt } from './present-attempt.ts'
import { listAttemptRows, readAttemptRow, writeAnswer } from './queries.ts'
import { startAttempt } from './start-attempt.ts'

/** A citizen's own attempts; another person's is not found. */
export const attemptRoutes: Implementation[] = [
  implement(contract.startAttempt)(async ({ db, params, body, participant, services, now }) => {
    const of = await findContest(db, params)
    await requireVerified(db, of.contest, participant!.id)
    const row = await startAttempt(db, services, of, { ...body, participantId: participant!.id, now })
    const own = await listOwn(db, of, participant!.id)
    return presentAttempt(db, of, row, countAttemptsLeft(of, own, now), now)
  }),

  implement(contract.listOwnAttempts)(async ({ db, params, participant, now }) => {
    const of = await findContest(db, params)
    const own = await listOwn(db, of, participant!.id)
    return {
      attemptsLeft: countAttemptsLeft(of, own, now),
      items: own.map((row) => ({
        id: row.id,
        phase: row.phase,
        startedAt: row.startedAt.toISOString(),
        finished: row.finishedAt !== null,
        points: row.points,
        fullPoints: row.fullPoints,
      })),
    }
  }),

  implement(contract.readAttempt)(async ({ db, params, participant, now }) => {
    const of = await findContest(db, params)
    const row = await readOwn(db, of, params.attempt, participant!.id)
    const closed = row.finishedAt === null && (await closeOverdue(db, of, row, now))
    const shown = closed ? await readOwn(db, of, params.attempt, participant!.id) : row
    const own = await listOwn(db, of, participant!.id)
    return presentAttempt(db, of, shown, countAttemptsLeft(of, own, now), now)
  }),

  implement(contract.saveAnswer, { writes: 'one-statement' })(
    async ({ db, params, body, participant, now }) => {
      const [kept] = await writeAnswer(db, {
        id: params.attempt,
        participant: participant!.id,
        answers: JSON.stringify({ [params.place]: body.answer }),
        now: new Date(now.getTime() - graceMs),
      })
      if (!kept) {
        await readOwn(db, await findContest(db, params), params.attempt, participant!.id)
        throw new ProblemError(contract.attemptOver)
      }
      return { leftMs: kept.due_at ? Math.max(0, kept.due_at.getTime() - now.getTime()) : null }
    },
  ),

  implement(contract.finishAttempt, { writes: 'one-statement' })(
    async ({ db, params, body, participant, now }) => {
      const of = await findContest(db, params)
      const row = await readOwn(db, of, params.attempt, participant!.id)
      if (!row.finishedAt) await closeAttempt(db, of, row, { now, sent: body.answers, handedIn: true })
      const closed = await readOwn(db, of, params.attempt, participant!.id)
      const own = await listOwn(db, of, participant!.id)
      return presentAttempt(db, of, closed, countAttemptsLeft(of, own, now), now)
    },
  ),
]

type Of = Awaited<ReturnType<typeof findContest>>
type Db = Parameters<typeof readAttemptRow>[0]

async function readOwn(db: Db, { campaign, contest }: Of, id: string, participant: string) {
  const [row] = await readAttemptRow(db, { id, participant })
  if (!row || row.contest !== contest.key || row.campaignId !== campaign.id) throw new ProblemError(notFound)
  return row
}

function listOwn(db: Db, { campaign, contest }: Of, participant: string) {
  return listAttemptRows(db, { campaign: campaign.id, contest: contest.key, participant })
}
