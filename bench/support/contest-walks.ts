import { formatRequest } from '../../tests/support/raw-client.ts'
import { type Answering, type Crowd, contestPath } from './contest-crowd.ts'

/** An attempt on its way: what it sends next, and what the server has acknowledged. */
export interface Walk extends Answering {
  /** Requests before the last, which hands in. */
  answers: number
  step: number
  isBusy: boolean
  /** By place: the last answer that was acknowledged. */
  kept: Map<string, number[]>
  /** As told when it was handed in. */
  result: { points: number; usedMs: number } | null
}

/** Attempts of all lengths, each answer up to twice over, so that some are handed in at any time. */
export function layWalks({ answering, length }: Crowd): Walk[] {
  return answering.map((one, index) => ({
    ...one,
    answers: 1 + ((index * 7) % (2 * length)),
    step: 0,
    isBusy: false,
    kept: new Map(),
    result: null,
  }))
}

export const isHandingIn = (walk: Walk) => walk.step === walk.answers

/** The last answer comes with handing in, unsaved before. */
export function makeRequest(walk: Walk, length: number): string {
  const { cookie } = walk
  const path = `${contestPath}/attempts/${walk.attempt}`
  const place = placeOf(walk.step, length)
  const answer = answerOf(walk.step, length)
  if (isHandingIn(walk))
    return formatRequest(
      'POST',
      `${path}/finish`,
      { cookie },
      JSON.stringify({ answers: { [place]: answer } }),
    )
  return formatRequest('PUT', `${path}/answers/${place}`, { cookie }, JSON.stringify({ answer }))
}

/** Takes down what a reply acknowledged. */
export function noteReply(walk: Walk, length: number, body: string): void {
  walk.kept.set(placeOf(walk.step, length), answerOf(walk.step, length))
  if (isHandingIn(walk)) walk.result = (JSON.parse(body) as { result: Walk['result'] }).result
  walk.step += 1
}

const placeOf = (step: number, length: number) => String((step % length) + 1)
/** A choice, and how often the place was answered before. */
const answerOf = (step: number, length: number) => [1 + (step % 4), 1 + Math.floor(step / length)]
