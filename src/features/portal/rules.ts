import type { CampaignDefinition } from '../campaign/definition.ts'

/** Where the campaign stands on a local day, in words. */
export function sayWhen({ startsOn, endsOn }: CampaignDefinition, today: string): string {
  if (today < startsOn) return `距离活动开始还有 ${daysBetween(today, startsOn)} 天`
  if (today > endsOn) return '活动已经结束，感谢参与'
  const left = daysBetween(today, endsOn)
  return `活动第 ${daysBetween(startsOn, today) + 1} 天${left <= 30 ? `，还有 ${left} 天` : ''}`
}

/** What a citizen can do today: the open channels, in the order of the definition. */
export function listDoors(
  definition: CampaignDefinition,
  today: string,
): { href: string; title: string; text: string }[] {
  const { contests, pledges, topics, consultations } = definition.public
  const base = `/p/${definition.key}`
  const isOpen = (one: { opens: string; closes: string }) => one.opens <= today && today <= one.closes
  const door = (kind: string) => (one: { key: string; title: string; intro: string }) => ({
    href: `${base}/${kind}/${one.key}`,
    title: one.title,
    text: one.intro,
  })
  return [
    ...contests.filter(isOpen).map(door('contests')),
    ...pledges.filter(isOpen).map(door('pledges')),
    ...topics.filter(isOpen).map(door('topics')),
    ...consultations.filter(isOpen).map(door('consultations')),
  ]
}

export function listToday(
  definition: CampaignDefinition,
  today: string,
): { title: string; detail: string }[] {
  return (definition.public.portal?.programme ?? [])
    .filter((one) => one.on <= today && today <= (one.until ?? one.on))
    .map((one) => ({ title: one.title, detail: [one.at, one.place].filter(Boolean).join(' ') }))
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
