import type { CampaignDefinition } from '../campaign/definition.ts'
import { type Measure, measureNames } from '../campaign/recording.ts'
import type { Measures } from '../ledger/rules.ts'
import { findActivityType, sayMeasure } from './rules.ts'

/** A record as a report speaks of it. */
export interface TellableActivity extends Measures {
  type: string
  title: string
  /** Local date, `YYYY-MM-DD`. */
  day: string
  place: string | null
  /** Names of those it was held with. */
  partners: string[]
  narrative: string
  isKey: boolean
}

type Definition = Pick<CampaignDefinition, 'recording' | 'statistics'>

/** 当天专报, a period's report, or the summary of the whole, which sums up by type and tells only key activities. */
export type NarrativeStyle = 'event' | 'period' | 'summary'

/**
 * The text of a report, written from the records: what was done in figures, then group by group in the order of the
 * statistics table. Empty without records. Never longer than `maxLength`: details go first, then whole lines.
 */
export function writeNarrative(
  activities: TellableActivity[],
  definition: Definition,
  style: NarrativeStyle,
  maxLength: number,
): string {
  if (activities.length === 0) return ''
  if (style === 'event')
    return cut(activities.map((one) => tell(one, definition, true)).join('\n'), maxLength)
  for (const detailed of [true, false]) {
    const text = [
      sayHeadline(activities, style),
      ...listGroups(activities, definition, style, detailed),
    ].join('\n')
    if (text.length <= maxLength || !detailed) return cut(text, maxLength)
  }
  return ''
}

function sayHeadline(activities: TellableActivity[], style: NarrativeStyle): string {
  const days = activities.map((one) => one.day).sort()
  const span = days[0] === days.at(-1) ? sayDate(days[0]!) : `${sayDate(days[0]!)}至${sayDate(days.at(-1)!)}`
  const figures = (['sessions', 'participants', 'reach'] as const).flatMap((name) => {
    const sum = sumOf(activities, name)
    return sum === null
      ? []
      : [
          `${{ sessions: '计', participants: '参与', reach: '宣传受众' }[name]}${sum}${name === 'sessions' ? '场' : '人次'}`,
        ]
  })
  const key = activities.filter((one) => one.isKey).length
  return `${style === 'summary' ? '活动期间' : span}，共开展活动${activities.length}项${figures.map((one) => `，${one}`).join('')}${
    key > 0 ? `，其中重要活动、特色活动${key}项` : ''
  }。`
}

function listGroups(
  activities: TellableActivity[],
  definition: Definition,
  style: NarrativeStyle,
  detailed: boolean,
): string[] {
  const titles = new Map(
    (definition.statistics?.groups ?? []).map((one) => [one.key, one.title.replace(/\s*\n\s*/g, '')]),
  )
  const groupOf = (one: TellableActivity) => findActivityType(definition, one.type)?.group ?? ''
  const order = [...titles.keys(), '']
  const keys = [...new Set(activities.map(groupOf))].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return keys.flatMap((key, index) => {
    const inGroup = activities
      .filter((one) => groupOf(one) === key)
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    const lines =
      style === 'summary'
        ? summarise(inGroup, definition, detailed)
        : inGroup.map((one) => tell(one, definition, detailed))
    return [`${sayOrdinal(index + 1)}、${titles.get(key) ?? '其他活动'}`, ...lines]
  })
}

/** A line for each type with its sums, then the key activities in full. */
function summarise(activities: TellableActivity[], definition: Definition, detailed: boolean): string[] {
  const types = [...new Set(activities.map((one) => one.type))]
  const sums = types.map((key) => {
    const of = activities.filter((one) => one.type === key)
    const measures = sayMeasures(
      Object.fromEntries(measureNames.map((name) => [name, sumOf(of, name)])) as Measures,
      key,
      definition,
    )
    return `${findActivityType(definition, key)?.title ?? key}${of.length}项${measures.map((one) => `，${one}`).join('')}`
  })
  return [
    `${sums.join('；')}。`,
    ...activities.filter((one) => one.isKey).map((one) => tell(one, definition, detailed)),
  ]
}

function tell(one: TellableActivity, definition: Definition, detailed: boolean): string {
  const type = findActivityType(definition, one.type)
  const what = !type || one.title === type.title ? `开展${one.title}` : `开展${type.title}“${one.title}”`
  const parts = [
    `${sayDate(one.day)}，${one.partners.length > 0 ? `与${one.partners.join('、')}联合` : ''}${one.place ? `在${one.place}` : ''}${what}`,
    ...sayMeasures(one, one.type, definition),
  ]
  const text = `${parts.join('，')}。`
  return detailed && one.narrative ? `${text}${endSentence(one.narrative.replace(/\s*\n\s*/g, ''))}` : text
}

function sayMeasures(measures: Measures, typeKey: string, definition: Definition): string[] {
  const type = findActivityType(definition, typeKey)
  return measureNames.flatMap((name) => {
    const value = measures[name]
    if (value === null || value === 0) return []
    // 开展…，1场 says nothing.
    if (name === 'sessions') return value === 1 ? [] : [`${value}场`]
    if (name === 'participants') return [`${value}人次参加`]
    const { label, unit } = sayMeasure(type, name)
    return [`${label}${value}${unit}`]
  })
}

function sumOf(activities: TellableActivity[], name: Measure): number | null {
  const given = activities.flatMap((one) => (one[name] === null ? [] : [one[name]]))
  return given.length === 0 ? null : given.reduce((sum, value) => sum + value, 0)
}

function endSentence(text: string): string {
  return /[。！？；…”）]$/.test(text) ? text : `${text}。`
}

function cut(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const end = '\n（其余略）'
  const lines = text.slice(0, maxLength - end.length).split('\n')
  return `${(lines.length > 1 ? lines.slice(0, -1) : lines).join('\n')}${end}`
}

function sayDate(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
}

const digits = '〇一二三四五六七八九'
/** 一 … 九十九. */
function sayOrdinal(number: number): string {
  const tens = Math.floor(number / 10)
  const ones = number % 10
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? digits[ones] : ''}`
}
