import type { CampaignDefinition } from '../campaign/definition.ts'
import { type PublicPart, listChannels } from '../campaign/public-part.ts'

/** Where the campaign stands on a local day. */
export function findStage({ startsOn, endsOn }: CampaignDefinition, today: string): 'before' | 'on' | 'over' {
  if (today < startsOn) return 'before'
  return today > endsOn ? 'over' : 'on'
}

/** The same in words. */
export function sayWhen(definition: CampaignDefinition, today: string): string {
  const { startsOn, endsOn } = definition
  const stage = findStage(definition, today)
  if (stage === 'before') return `${sayDate(startsOn)}开始，还有 ${daysBetween(today, startsOn)} 天`
  if (stage === 'over') return `活动已于${sayDate(endsOn)}结束，感谢参与`
  const left = daysBetween(today, endsOn)
  const day = `活动第 ${daysBetween(startsOn, today) + 1} 天`
  return left === 0 ? `${day}，今天是最后一天` : left <= 30 ? `${day}，还有 ${left} 天` : day
}

export const channelKinds = ['contests', 'pledges', 'topics', 'consultations'] as const
export type ChannelKind = (typeof channelKinds)[number]

export interface Door {
  href: string
  title: string
  text: string
  /** 「还有 3 天」 near the end, else nothing. */
  until: string
}

/** What a citizen can do today: channels that are open and have a page, in the order of the definition. */
export function listDoors(
  definition: CampaignDefinition,
  today: string,
  hasPage: (kind: ChannelKind) => boolean,
): Door[] {
  return channelKinds.filter(hasPage).flatMap((kind) =>
    definition.public[kind]
      .filter((one) => one.opens <= today && today <= one.closes)
      .map((one) => ({
        href: `/p/${definition.key}/${kind}/${one.key}`,
        title: one.title,
        text: one.intro,
        until: sayUntil(daysBetween(today, one.closes)),
      })),
  )
}

function sayUntil(days: number): string {
  if (days === 0) return '今天截止'
  return days <= 7 ? `还有 ${days} 天截止` : ''
}

/** The title of a page whose address follows the campaign's; null when there is none to share. */
export function findPageTitle(definition: CampaignDefinition, path: string): string | null {
  if (path === '') return definition.title
  const [, kind, key, ...rest] = path.split('/')
  // A page of its own below: a topic's entry, an expert's answer. Each title is a picture that costs to draw.
  if (rest.length > 0 && !/^(entries|faq)\/[0-9a-f-]{36}$/.test(rest.join('/'))) return null
  const known = channelKinds.find((one) => one === kind)
  return (known && definition.public[known].find((one) => one.key === key)?.title) ?? null
}

export interface ProgrammeLine {
  title: string
  /** 「9:00 各县主会场」 */
  detail: string
  /** 「6月10日至20日」 of what takes more than a day. */
  span: string
}

type Planned = NonNullable<PublicPart['portal']>['programme'][number]

/** What is only today before what goes on for weeks. */
export function listToday(definition: CampaignDefinition, today: string): ProgrammeLine[] {
  const planned = plannedOf(definition).filter((one) => one.on <= today && today <= (one.until ?? one.on))
  const isLong = (one: Planned) => (one.until ?? one.on) !== one.on
  return [...planned.filter((one) => !isLong(one)), ...planned.filter(isLong)].map(sayPlanned)
}

/** By the day on which each begins. */
export function listProgramme(definition: CampaignDefinition): { day: string; lines: ProgrammeLine[] }[] {
  const planned = plannedOf(definition).toSorted((a, b) =>
    a.on === b.on ? (a.at ?? '').localeCompare(b.at ?? '') : a.on < b.on ? -1 : 1,
  )
  return [...new Set(planned.map((one) => one.on))].map((day) => ({
    day: `${sayDate(day)} ${weekdayOf(day)}`,
    lines: planned.filter((one) => one.on === day).map(sayPlanned),
  }))
}

function plannedOf(definition: CampaignDefinition): Planned[] {
  return definition.public.portal?.programme ?? []
}

function sayPlanned(one: Planned): ProgrammeLine {
  return {
    title: one.title,
    detail: [one.at, one.place].filter(Boolean).join(' '),
    span: one.until && one.until !== one.on ? `${sayDate(one.on)}至${sayDate(one.until)}` : '',
  }
}

/** 「1,204 人次参加新安法知多少」; what nobody did yet is not told. */
export function sayTotals(
  definition: CampaignDefinition,
  sums: { channel: string; people: number; quantity: number }[],
): { title: string; amount: string; unit: string }[] {
  return listChannels(definition.public).flatMap(({ channel, title, counts }) => {
    const sum = sums.find((one) => one.channel === channel)
    if (!sum) return []
    const byPeople = sum.people > 0 || !counts.some((one) => one.from === 'quantity')
    const amount = byPeople ? sum.people : sum.quantity
    return amount > 0
      ? [{ title, amount: amount.toLocaleString('zh-CN'), unit: byPeople ? '人次' : '件' }]
      : []
  })
}

/** 2022-06-09 → 6月9日 */
export function sayDate(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}

function weekdayOf(day: string): string {
  return `周${'日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]}`
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
