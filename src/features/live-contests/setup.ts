import { z } from 'zod'
import { questionSchema } from '../questions/question.ts'

const points = z.int('请填整数').min(0, '不能小于 0').max(1000, '不超过 1000')

export const teamSetup = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1, '请写队名').max(20, '队名不超过 20 字'),
  /** Code of the unit that it stands for; without one the name is free. */
  unit: z.string().max(64).nullable().default(null),
})

export const roundSetup = z.object({
  id: z.uuid(),
  title: z.string().trim().min(1, '请写环节名称').max(20, '不超过 20 字'),
  kind: z.enum(['required', 'buzzer', 'risk']),
  /** Held only when teams share a place; its points order them and are no part of the score. */
  tieBreak: z.boolean().default(false),
  points,
  /** What a team may choose among in a risk round. */
  stakes: z.array(z.int().min(1).max(1000)).max(6, '最多 6 档').default([]),
  deduct: points.default(0),
  foul: points.default(0),
  seconds: z.int('请填整数').min(5, '至少 5 秒').max(600, '最多 600 秒'),
  buzzSeconds: z.int('请填整数').min(3, '至少 3 秒').max(120, '最多 120 秒').default(10),
  questions: z
    .array(z.object({ id: z.uuid(), spare: z.boolean().default(false), question: questionSchema }))
    .max(200, '一个环节最多 200 题'),
})

/** All that is settled before the first question. */
export const liveSetup = z
  .object({
    title: z.string().trim().min(2, '请写比赛名称').max(60, '不超过 60 字'),
    day: z.iso.date('请填写日期'),
    place: z.string().trim().max(60, '不超过 60 字').default(''),
    /** Key of the campaign's contest that it is the final of. */
    contest: z.string().max(64).nullable().default(null),
    teams: z.array(teamSetup).max(8, '最多 8 支队'),
    rounds: z.array(roundSetup).max(20, '最多 20 个环节'),
  })
  .superRefine((setup, context) => {
    const complain = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    const names = setup.teams.map((team) => team.name)
    names.forEach((name, index) => {
      if (names.indexOf(name) < index) complain(['teams', index, 'name'], '队名重复')
    })
    setup.rounds.forEach((round, index) => {
      if (round.kind === 'risk' && round.stakes.length === 0)
        complain(['rounds', index, 'stakes'], '至少一档分值')
      if (round.tieBreak && round.kind !== 'buzzer') complain(['rounds', index, 'kind'], '加赛用抢答题')
    })
    const keys = new Set<string>()
    setup.rounds.forEach((round, at) =>
      round.questions.forEach(({ question }, index) => {
        if (keys.has(question.key)) complain(['rounds', at, 'questions', index], '这道题已在别处选用')
        keys.add(question.key)
      }),
    )
  })

export type LiveSetup = z.output<typeof liveSetup>
export type RoundSetup = z.output<typeof roundSetup>

/** What still keeps a contest from beginning, in sentences. */
export function findGaps(setup: LiveSetup): string[] {
  const gaps: string[] = []
  if (setup.teams.length < 2) gaps.push('至少要有 2 支队。')
  const rounds = setup.rounds.filter((round) => !round.tieBreak)
  if (rounds.length === 0) gaps.push('还没有环节。')
  for (const round of setup.rounds) {
    const asked = round.questions.filter((one) => !one.spare).length
    if (asked === 0) gaps.push(`“${round.title}”还没有选题。`)
    else if (round.kind === 'required' && setup.teams.length > 0 && asked % setup.teams.length > 0)
      gaps.push(`“${round.title}”有 ${asked} 题，不是 ${setup.teams.length} 队的整倍数，各队题数会不相等。`)
  }
  return gaps
}
