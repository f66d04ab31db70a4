import type { CampaignDefinition } from '../../campaign/definition.ts'
import { measureNames } from '../../campaign/recording.ts'
import type { ActivityContent } from '../../activities/contract.ts'
import { findActivityType, measureLabels } from '../../activities/rules.ts'
import type { StoredContent } from '../../activities/server/read-contents.ts'
import type { SheetField } from '../rules.ts'

const fieldsOfContent = [
  'startTime',
  'endTime',
  'place',
  'partners',
  'audience',
  ...measureNames,
  'narrative',
  'isKey',
] as const

/** A sheet cannot say pictures and map points, and may leave columns out: those stay as they are. */
export function keepUnsaid(
  row: { content: ActivityContent; said: Set<SheetField> },
  stored: ActivityContent,
): ActivityContent {
  const { content, said } = row
  const kept = Object.fromEntries(
    fieldsOfContent.flatMap((field) => (said.has(field) ? [] : [[field, stored[field]]])),
  )
  const dimensions =
    said.has('dimension') && !sameSet(content.dimensions, stored.dimensions)
      ? content.dimensions
      : stored.dimensions
  const { latitude, longitude, files } = stored
  return { ...content, ...kept, dimensions, latitude, longitude, files }
}

/** What would change, in words. */
export function findChanges(
  definition: CampaignDefinition,
  stored: StoredContent,
  content: ActivityContent,
): { heading: string; before: string; after: string }[] {
  const { recording } = definition
  const names = new Map(stored.partners.map((one) => [one.code, one.name]))
  const label = (options: { value: string; label: string }[], value: string | null) =>
    options.find((one) => one.value === value)?.label ?? value ?? ''
  const said: [string, (one: ActivityContent) => string][] = [
    ['活动类型', (one) => findActivityType(definition, one.type)?.title ?? one.type],
    ['活动名称', (one) => one.title],
    ['日期', (one) => one.day],
    ['开始时间', (one) => one.startTime ?? ''],
    ['结束时间', (one) => one.endTime ?? ''],
    ['地点', (one) => one.place ?? ''],
    ['联合单位', (one) => one.partners.map((code) => names.get(code) ?? code).join('、')],
    ['活动对象', (one) => label(recording.audiences, one.audience)],
    [
      recording.dimension?.label ?? '',
      (one) => one.dimensions.map((value) => label(recording.dimension?.options ?? [], value)).join('、'),
    ],
    ...measureNames.map((name): [string, (one: ActivityContent) => string] => [
      measureLabels[name],
      (one) => one[name]?.toString() ?? '',
    ]),
    ['活动内容', (one) => one.narrative],
    ['重点活动', (one) => (one.isKey ? '是' : '')],
  ]
  return said.flatMap(([heading, tell]) => {
    const [before, after] = [tell(stored.content), tell(content)]
    return before === after ? [] : [{ heading, before, after }]
  })
}

function sameSet(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one))
}
