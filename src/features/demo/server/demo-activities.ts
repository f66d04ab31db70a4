import type { CampaignDefinition } from '../../campaign/definition.ts'
import { type ActivityType, listAskedMeasures } from '../../campaign/recording.ts'
import { type ActivityContent, activityContent } from '../../activities/contract.ts'
import type { DemoScript } from './demo-script.ts'
import { chanceOf } from './plausible-report.ts'

export interface DemoUnit {
  code: string
  name: string
  county: boolean
  /** Others that it may hold something with. */
  neighbours: string[]
}

/** What a unit recorded in the days from `start` to `end`: counties more, everything alike on every machine. */
export function inventActivities(
  definition: CampaignDefinition,
  script: DemoScript,
  unit: DemoUnit,
  start: string,
  end: string,
): ActivityContent[] {
  const days = listDays(start, end).filter((day) => day >= definition.startsOn)
  if (days.length === 0 || definition.recording.activityTypes.length === 0) return []
  const most = unit.county ? 8 : 3
  const share = days.length / Math.max(days.length, 7)
  const number = Math.round((0.35 + chanceOf(`${unit.code} ${start} how many`) * 0.65) * most * share)
  return Array.from({ length: number }, (_, index) =>
    inventOne(definition, script, unit, days, `${unit.code} ${start} ${index}`),
  )
}

function inventOne(
  definition: CampaignDefinition,
  script: DemoScript,
  unit: DemoUnit,
  days: string[],
  seed: string,
): ActivityContent {
  const { activityTypes, dimension, audiences } = definition.recording
  const type = pick(activityTypes, `${seed} type`)
  const measures = inventMeasures(type, unit, seed)
  const joint = chanceOf(`${seed} joint`) < 0.08 && unit.neighbours.length > 0
  return activityContent.parse({
    type: type.key,
    title:
      chanceOf(`${seed} title`) < 0.5
        ? type.title
        : `${type.title}（${pick(script.places, `${seed} place`)}）`,
    day: pick(days, `${seed} day`),
    startTime: `${String(8 + Math.floor(chanceOf(`${seed} time`) * 9)).padStart(2, '0')}:30`,
    place: pick(script.places, `${seed} place`),
    partners: joint ? [pick(unit.neighbours, `${seed} with`)] : [],
    audience: audiences.length > 0 ? pick(audiences, `${seed} audience`).value : null,
    dimensions:
      dimension && chanceOf(`${seed} reached`) < 0.4 ? [pick(dimension.options, `${seed} where`).value] : [],
    ...measures,
    narrative: chanceOf(`${seed} told`) < 0.4 ? pick(script.weekTexts, `${seed} text`) : '',
    isKey: unit.county && chanceOf(`${seed} key`) < 0.03,
  })
}

function inventMeasures(type: ActivityType, unit: DemoUnit, seed: string) {
  const size = unit.county ? 3 : 1
  const some = (name: string, least: number, most: number) =>
    Math.floor(least + chanceOf(`${seed} ${name}`) * (most - least) * size)
  const values = {
    sessions: chanceOf(`${seed} sessions`) < 0.8 ? 1 : 2,
    participants: some('participants', 20, 90),
    reach: some('reach', 100, 900),
    quantity: some('quantity', 2, 14),
  }
  return Object.fromEntries(listAskedMeasures(type).map((name) => [name, values[name]]))
}

function listDays(start: string, end: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(`${start}T00:00:00Z`); at <= Date.parse(`${end}T00:00:00Z`); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

function pick<T>(list: readonly T[], seed: string): T {
  return list[Math.floor(chanceOf(seed) * list.length)]!
}
