import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { type ActivityType, measureNames } from '../../campaign/recording.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import type { ActivityContent } from '../contract.ts'
import { findActivityType, sayMeasure } from '../rules.ts'

export const number = new Intl.NumberFormat('zh-CN')

type Numbers = Pick<ActivityContent, 'sessions' | 'participants' | 'reach' | 'quantity'>

/** 「1 场 · 120 人次」; nothing for what was not said. */
export function sayNumbers(type: ActivityType | null, numbers: Numbers): string {
  return measureNames
    .filter((name) => numbers[name] !== null)
    .map((name) => {
      const { label, unit } = sayMeasure(type, name)
      const plain = `${number.format(numbers[name]!)} ${unit}`
      return name === 'sessions' || name === 'participants' ? plain : `${label} ${plain}`
    })
    .join(' · ')
}

/** 「专题研讨、集中宣讲、培训辅导 1 场、120 人次」: labels with a common beginning are said once. */
export function sayCounts(
  definition: Pick<CampaignInBrowser, 'indicators'>,
  counts: { code: string; value: number }[],
): string {
  const known = counts.flatMap(({ code, value }) => {
    const indicator = definition.indicators.find((one) => one.code === code)
    if (!indicator) return []
    const { label, unit } = indicator
    // 「演练场次 1 场」 would say it twice.
    const tail = [`${unit}次`, unit].find((one) => label.endsWith(one) && label !== one) ?? ''
    return [{ label: label.slice(0, label.length - tail.length), text: `${number.format(value)} ${unit}` }]
  })
  const groups: { labels: string[]; texts: string[] }[] = []
  for (const one of known) {
    const group = groups.find(({ labels }) => commonStart([...labels, one.label]).length >= 3)
    if (group) {
      group.labels.push(one.label)
      group.texts.push(one.text)
    } else groups.push({ labels: [one.label], texts: [one.text] })
  }
  return groups.map(({ labels, texts }) => `${commonStart(labels)} ${texts.join('、')}`).join('；')
}

function commonStart(labels: string[]): string {
  let start = labels[0] ?? ''
  for (const label of labels) while (!label.startsWith(start)) start = start.slice(0, -1)
  return start
}

/** Each field in words, for comparing two versions; `nameOf` gives a unit's name. */
export const comparedFields = [
  { fields: ['type'], label: '类型' },
  { fields: ['title'], label: '名称' },
  { fields: ['day'], label: '日期' },
  { fields: ['startTime', 'endTime'], label: '时间' },
  { fields: ['place'], label: '地点' },
  { fields: ['latitude', 'longitude'], label: '地图位置' },
  { fields: ['partners'], label: '联合单位' },
  { fields: ['audience'], label: '对象' },
  { fields: ['dimensions'], label: '去向' },
  { fields: ['sessions'], label: '场次' },
  { fields: ['participants'], label: '参与人次' },
  { fields: ['reach'], label: '宣传受众' },
  { fields: ['quantity'], label: '数量' },
  { fields: ['narrative'], label: '情况' },
  { fields: ['files'], label: '图片和文件' },
  { fields: ['isKey'], label: '重要、特色活动' },
] as const satisfies readonly { fields: readonly (keyof ActivityContent)[]; label: string }[]

export function sayField(
  content: ActivityContent,
  field: keyof ActivityContent,
  definition: CampaignInBrowser,
  nameOf: (code: string) => string,
): string {
  const value = content[field]
  if (value === null || value === '') return ''
  if (field === 'type') return findActivityType(definition, content.type)?.title ?? content.type
  if (field === 'day') return sayDay(content.day)
  if (field === 'partners') return content.partners.map(nameOf).join('、')
  if (field === 'audience') return sayChoice(definition.recording.audiences, content.audience)
  if (field === 'dimensions')
    return content.dimensions
      .map((one) => sayChoice(definition.recording.dimension?.options ?? [], one))
      .join('、')
  if (field === 'files') return content.files.length > 0 ? `${content.files.length} 个` : ''
  if (field === 'isKey') return content.isKey ? '是' : '否'
  return String(value)
}

export function sayChoice(choices: { value: string; label: string }[], value: string | null): string {
  return choices.find((one) => one.value === value)?.label ?? value ?? ''
}

/** 「09:30–11:00」, 「09:30」 or nothing. */
export function sayTimes(content: { startTime: string | null; endTime: string | null }): string {
  return [content.startTime, content.endTime].filter(Boolean).join('–')
}
