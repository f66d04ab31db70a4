import type { FieldError } from '../../platform/shared/problem.ts'
import type { CampaignDefinition } from '../campaign/definition.ts'
import type { Recording } from '../campaign/recording.ts'
import type { ClippingContent } from './contract.ts'

type Definition = Pick<CampaignDefinition, 'recording' | 'startsOn' | 'endsOn'>
type Topic = NonNullable<Recording['clippings']>['topics'][number]

export function findTopic(definition: Pick<Definition, 'recording'>, value: string): Topic | null {
  return definition.recording.clippings?.topics.find((one) => one.value === value) ?? null
}

/** Whether a topic is counted by pieces (problems exposed) and not by reports. */
export function asksQuantity(topic: Topic | null): boolean {
  return topic?.counts.some((one) => one.from === 'quantity') ?? false
}

/** What is wrong with a clipping, in sentences. `today` is the local date. */
export function findClippingErrors(
  content: ClippingContent,
  definition: Definition,
  today: string,
): FieldError[] {
  const errors: FieldError[] = []
  const say = (path: string, message: string) => errors.push({ path: `content.${path}`, message })
  const { clippings } = definition.recording
  if (!clippings?.levels.some((one) => one.value === content.level)) say('level', '请选择媒体级别。')
  if (!clippings?.mediums.some((one) => one.value === content.medium)) say('medium', '请选择媒体种类。')
  const topic = findTopic(definition, content.topic)
  if (!topic) say('topic', '请选择报道主题。')
  else if (content.quantity !== null && !asksQuantity(topic))
    say('quantity', `“${topic.label}”按篇计，不填问题个数。`)
  if (content.day < definition.startsOn || content.day > definition.endsOn)
    say('day', `日期须在 ${sayDay(definition.startsOn)}至${sayDay(definition.endsOn)}之间。`)
  else if (content.day > today) say('day', '这一天还没有到，见报后再记。')
  if (content.link !== null && !isLink(content.link))
    say('link', '链接须以 http:// 或 https:// 开头；没有网页版可留空并附截图。')
  return errors
}

function sayDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
}

export function isLink(text: string): boolean {
  const url = readUrl(text)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === ''
}

/** Parts of a query that tell how a link was passed on, not what it leads to. */
const passedOn = /^(utm_.*|from|scene|chksm|share.*|isappinstalled|spm|timestamp|mpshare|srcid|sharer_.*)$/i

/** The same for two ways to write one address. Never fetched, only compared. */
export function keyOfLink(text: string): string | null {
  const url = readUrl(text)
  if (!url) return null
  for (const name of [...url.searchParams.keys()].filter((one) => passedOn.test(one)))
    url.searchParams.delete(name)
  url.searchParams.sort()
  const path = url.pathname.replace(/\/+$/, '')
  // Some sites name the article behind the #.
  const inside = /^#[/!]/.test(url.hash) ? url.hash : ''
  return `${url.host.replace(/^(www|m)\./, '')}${path}${url.search}${inside}`
}

function readUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
