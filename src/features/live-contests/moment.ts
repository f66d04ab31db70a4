import { z } from 'zod'
import type { LiveState } from './replay.ts'

/** What stands on the big screen and on the telephones at one moment. The right answer is in it only when it is shown. */
export const screenMoment = z.object({
  /** Number of the log's last line with the setup's version; grows. */
  version: z.number(),
  /** The server's clock in milliseconds. */
  now: z.number(),
  /** The host's last line: a team presses once for each. */
  line: z.number(),
  title: z.string(),
  place: z.string(),
  phase: z.enum(['ready', 'waiting', 'shown', 'open', 'answering', 'judged', 'answered', 'ended']),
  /** Since when the clocks stand still. */
  pausedAt: z.number().nullable(),
  teams: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      score: z.number(),
      tieBreak: z.number(),
      place: z.number(),
      /** Takes part in the round. */
      takesPart: z.boolean(),
      /** Not heard any more for this question, and why. */
      out: z.enum(['foul', 'wrong']).nullable(),
    }),
  ),
  round: z
    .object({ title: z.string(), kind: z.enum(['required', 'buzzer', 'risk']), tieBreak: z.boolean() })
    .nullable(),
  turn: z.object({ team: z.uuid(), stake: z.number().nullable() }).nullable(),
  asking: z
    .object({
      /** The line that showed it; a press names it. */
      event: z.number(),
      number: z.number(),
      kind: z.enum(['single', 'multiple', 'judge', 'blank', 'order']),
      stem: z.string(),
      options: z.array(z.string()),
      picture: z.object({ file: z.string(), alt: z.string() }).nullable(),
      points: z.number(),
      deduct: z.number(),
      foul: z.number(),
      team: z.uuid().nullable(),
      presses: z.array(z.object({ team: z.uuid(), afterMs: z.number() })),
      decided: z.boolean(),
      /** Until when, by the server's clock, a press still ties with the first; null where none can. */
      tieUntil: z.number().nullable(),
      deadline: z.number().nullable(),
      seconds: z.number(),
      verdict: z.object({ team: z.uuid(), right: z.boolean(), points: z.number() }).nullable(),
      answer: z
        .object({
          short: z.string(),
          text: z.string(),
          right: z.array(z.number()),
          explanation: z.string(),
          basis: z.array(z.string()),
        })
        .nullable(),
    })
    .nullable(),
})
export type ScreenMoment = z.output<typeof screenMoment>

const rules = z.object({
  kind: z.enum(['required', 'buzzer', 'risk']),
  tieBreak: z.boolean(),
  points: z.number(),
  deduct: z.number(),
  foul: z.number(),
  seconds: z.number(),
  buzzSeconds: z.number(),
})

/** `LiveState` of replay.ts. */
const liveState = z.object({
  phase: screenMoment.shape.phase,
  round: z.string().nullable(),
  teams: z.array(z.string()),
  turn: z.object({ team: z.string(), stake: z.number().nullable() }).nullable(),
  asking: z
    .object({
      event: z.number(),
      question: z.string(),
      round: z.string(),
      rules,
      team: z.string().nullable(),
      presses: z.array(
        z.object({ team: z.string(), at: z.number(), number: z.number(), rtt: z.number().nullable() }),
      ),
      decided: z.boolean(),
      out: z.array(z.string()),
      fouls: z.array(z.string()),
      deadline: z.number().nullable(),
      verdict: z.object({ team: z.string(), right: z.boolean(), points: z.number() }).nullable(),
    })
    .nullable(),
  pausedAt: z.number().nullable(),
  entries: z.array(
    z.object({
      event: z.number(),
      team: z.string(),
      points: z.number(),
      tieBreak: z.boolean(),
      reason: z.enum(['right', 'wrong', 'foul', 'adjusted']),
      round: z.string().nullable(),
      question: z.string().nullable(),
    }),
  ),
  used: z.array(z.string()),
  asked: z.array(z.object({ round: z.string(), question: z.string(), team: z.string().nullable() })),
}) satisfies z.ZodType<LiveState>

/** What the host's screen follows; with the setup it can say all that is to be done. */
export const hostMoment = z.object({
  /** As of the screens. */
  version: z.number(),
  now: z.number(),
  /** The host's last line; an action names it, so that a second click does nothing. */
  turn: z.number(),
  state: liveState,
  /** The host's last line can be taken back. */
  mayUndo: z.boolean(),
  /** The line that took something back, when it is the last: it can be taken back itself. */
  mayRedo: z.number().nullable(),
  telephones: z.array(
    z.object({
      team: z.string(),
      joined: z.boolean(),
      rtt: z.number().nullable(),
      seenAt: z.number().nullable(),
    }),
  ),
})
export type HostMoment = z.output<typeof hostMoment>
