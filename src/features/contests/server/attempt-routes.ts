import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { requireVerified } from '../../participants/server/require-verified.ts'
import * as contract from '../contract.ts'
import { graceMs } from '../rules.ts'
import { claimCertificate } from './claim-certificate.ts'
import { findContest } from './find-contest.ts'
import { finishOwnAttempt } from './finish-attempt.ts'
import { countAttemptsLeft, presentAttempt } from './present-attempt.ts'
import { listOwnAttempts, presentOwnAttempt, readOwnAttempt } from './present-own.ts'
import { startAttempt } from './start-attempt.ts'
import { writeAnswer } from './write-answer.ts'

/** A citizen's own attempts. */
export const attemptRoutes: Implementation[] = [
  implement(contract.startAttempt, { writes: 'one-statement' })(
    async ({ db, params, body, participant, services, now }) => {
      const of = await findContest(db, params)
      await requireVerified(db, of.contest, participant!.id)
      const start = { ...body, participantId: participant!.id, now }
      const { row, own } = await startAttempt(db, services, of, start)
      return presentAttempt(db, of, row, countAttemptsLeft(of, own, now), now)
    },
  ),

  implement(contract.listOwnAttempts)(async ({ db, params, participant, now }) => {
    const of = await findContest(db, params)
    const own = await listOwnAttempts(db, of, participant!.id)
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

  implement(contract.readAttempt)(async ({ db, params, participant, now }) =>
    presentOwnAttempt(db, await findContest(db, params), params.attempt, participant!.id, now),
  ),

  implement(contract.claimCertificate)(async ({ db, params, body, participant, now }) => {
    const of = await findContest(db, params)
    const row = await readOwnAttempt(db, of, params.attempt, participant!.id)
    return { code: await claimCertificate(db, of, row, body.signature, now) }
  }),

  implement(contract.saveAnswer, { writes: 'one-statement' })(
    async ({ db, params, body, participant, now }) => {
      const kept = await writeAnswer(db, {
        attempt: params.attempt,
        participant: participant!.id,
        place: params.place,
        answer: body.answer,
        due: new Date(now.getTime() - graceMs),
      })
      if (!kept) {
        await readOwnAttempt(db, await findContest(db, params), params.attempt, participant!.id)
        throw new ProblemError(contract.attemptOver)
      }
      return { leftMs: kept.dueAt ? Math.max(0, kept.dueAt.getTime() - now.getTime()) : null }
    },
  ),

  implement(contract.finishAttempt, { writes: 'one-statement' })(
    async ({ db, params, body, participant, now }) =>
      finishOwnAttempt(db, params, { participantId: participant!.id, sent: body.answers, now }),
  ),
]
