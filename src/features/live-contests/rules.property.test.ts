import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeFinal } from '../../../tests/support/live-final.ts'
import { type HostAction, factOf, listUndoable } from './act.ts'
import type { LiveEvent } from './events.ts'
import { findNextStep } from './next-step.ts'
import { follow, listInForce, replay, start, tieMs } from './replay.ts'
import { sumScores } from './scores.ts'

const setup = makeFinal()
const teams = setup.teams.map((team) => team.id)
const team = fc.constantFrom(...teams)
const round = fc.constantFrom(...setup.rounds.map((one) => one.id))

type Step = { act: HostAction | 'next' } | { press: string; rtt: number | null }
const plain = (names: HostAction['do'][]) => names.map((name) => fc.constant({ do: name } as HostAction))
const action: fc.Arbitrary<HostAction> = fc.oneof(
  fc.record({ do: fc.constant('begin-round' as const), round }),
  fc.record({
    do: fc.constant('set-turn' as const),
    team,
    stake: fc.constantFrom(null, 10, 20, 30, 35),
  }),
  fc.record({ do: fc.constant('decide' as const), team }),
  fc.record({ do: fc.constant('judge' as const), right: fc.boolean() }),
  fc.record({
    do: fc.constant('adjust' as const),
    team,
    points: fc.integer({ min: -20, max: 20 }),
    note: fc.constant('更正'),
  }),
  fc.record({ do: fc.constant('take-back' as const), event: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ do: fc.constant('end' as const), count: fc.boolean() }),
  ...plain(['show-question', 'substitute', 'open', 'show-answer', 'pause', 'resume', 'undo', 'restart']),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ act: 'next' as const }) },
  { weight: 3, arbitrary: action.map((act) => ({ act })) },
  {
    weight: 4,
    arbitrary: fc.record({ press: team, rtt: fc.option(fc.nat(400), { nil: null }) }),
  },
)
const steps = fc.array(fc.tuple(step, fc.nat(120)), { maxLength: 60 })

/** What a server would write for these steps: refused actions write nothing, presses always a line. */
function play(all: [Step, number][]): LiveEvent[] {
  const log: LiveEvent[] = []
  let at = 1_000
  for (const [one, wait] of all) {
    at += wait
    const line = { number: log.length + 1, at }
    if ('press' in one) log.push({ ...line, kind: 'press', team: one.press, rtt: one.rtt })
    else {
      const state = replay(log)
      const wanted = one.act === 'next' ? findNextStep(state, setup, at).action : one.act
      const fact = wanted && factOf(wanted, state, setup, log)
      if (fact) log.push({ ...line, ...fact })
    }
  }
  return log
}

test('a log leads to one state, read anew or followed line by line', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const log = play(all)
      expect(replay(JSON.parse(JSON.stringify(log)))).toEqual(replay(log))
      expect(listInForce(log).reduce(follow, start)).toEqual(replay(log))
    }),
  )
})

test('the score of a team is the sum of the lines in force that give it points', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const log = play(all)
      const state = replay(log)
      const inForce = listInForce(log)
      const begin = inForce.findLastIndex((event) => event.kind === 'restarted') + 1
      for (const one of sumScores(state, teams)) {
        const given = inForce
          .slice(begin)
          .filter(
            (event) => (event.kind === 'judged' || event.kind === 'adjusted') && event.team === one.team,
          )
          .reduce((sum, event) => sum + (event as { points: number }).points, 0)
        const fouls = state.entries
          .filter((entry) => entry.reason === 'foul' && entry.team === one.team)
          .reduce((sum, entry) => sum + entry.points, 0)
        expect(one.score + one.tieBreak).toBe(given + fouls)
      }
    }),
  )
})

test('what is taken back is as if it had not been, and comes back when that is taken back', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const log = play(all)
      const events = listUndoable(log)
      if (events.length === 0) return
      const number = log.length + 1
      const undone = [...log, { kind: 'undone' as const, events, number, at: 0 }]
      expect(replay(undone)).toEqual(replay(log.filter((event) => !events.includes(event.number))))
      const redone = [...undone, { kind: 'undone' as const, events: [number], number: number + 1, at: 0 }]
      expect(replay(redone)).toEqual(replay(log))
    }),
  )
})

test('who pressed first is settled by the order of lines alone, and a tie is within 50 ms', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(team, fc.integer({ min: -80, max: 200 })), { minLength: 1, maxLength: 20 }),
      (presses) => {
        const rules = {
          kind: 'buzzer',
          tieBreak: false,
          points: 10,
          deduct: 10,
          foul: 5,
          seconds: 20,
          buzzSeconds: 10,
        }
        const log = [
          { kind: 'round-begun', round: 'r', teams },
          { kind: 'question-shown', question: 'q', round: 'r', team: null, rules },
          { kind: 'opened' },
          ...presses.map(([who, at]) => ({ kind: 'press', team: who, rtt: null, at: 1_000 + at })),
        ].map((event, index) => ({ at: 1_000, ...event, number: index + 1 })) as LiveEvent[]
        const { asking, phase } = replay(log)
        expect(phase).toBe('answering')
        expect(asking!.team).toBe(presses[0]![0])
        const order = asking!.presses.map((one) => one.number)
        expect(order).toEqual([...order].sort((a, b) => a - b))
        expect(new Set(asking!.presses.map((one) => one.team)).size).toBe(order.length)
        for (const one of asking!.presses)
          expect(Math.abs(one.at - asking!.presses[0]!.at)).toBeLessThanOrEqual(tieMs)
      },
    ),
  )
})

test('the next step is always one that can be taken', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const log = play(all)
      const state = replay(log)
      const { action: next } = findNextStep(state, setup, 1e9)
      if (next) expect(factOf(next, state, setup, log), JSON.stringify(next)).not.toBeNull()
    }),
  )
})

test('any lines in any order lead to a state: one that does not fit changes nothing', () => {
  fc.assert(
    fc.property(steps, fc.nat(), (all, seed) => {
      const log = play(all)
      const mixed = log
        .map((event, index) => ({ event, place: Math.imul(index + 1, seed | 1) >>> 0 }))
        .sort((a, b) => a.place - b.place)
        .map(({ event }, index) => ({ ...event, number: index + 1 }))
      expect(() => replay(mixed)).not.toThrow()
    }),
  )
})
