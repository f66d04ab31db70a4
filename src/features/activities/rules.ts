import type { FieldError } from '../../platform/shared/problem.ts'
import type { CampaignDefinition } from '../campaign/definition.ts'
import { type ActivityType, type Measure, listAskedMeasures, measureNames } from '../campaign/recording.ts'
import type { ActivityContent } from './contract.ts'

type Definition = Pick<CampaignDefinition, 'recording' | 'startsOn' | 'endsOn'>

export const measureLabels: Record<Measure, string> = {
  sessions: '场次',
  participants: '参与人次',
  reach: '宣传受众',
  quantity: '数量',
}
const measureUnits: Record<Measure, string> = {
  sessions: '场',
  participants: '人次',
  reach: '人次',
  quantity: '件',
}

export function findActivityType(
  definition: Pick<Definition, 'recording'>,
  key: string,
): ActivityType | null {
  return definition.recording.activityTypes.find((one) => one.key === key) ?? null
}

/** How a type calls a measure, e.g. 查找隐患（条）. */
export function sayMeasure(type: ActivityType | null, measure: Measure): { label: string; unit: string } {
  if (measure !== 'quantity') return { label: measureLabels[measure], unit: measureUnits[measure] }
  return {
    label: type?.quantityLabel ?? measureLabels.quantity,
    unit: type?.quantityUnit ?? measureUnits.quantity,
  }
}

/**
 * What is wrong with a record, in sentences. `today` is the local date: what has not happened cannot be recorded.
 * Numbers are never compulsory; one that the type does not ask for is refused, since it would count nowhere.
 */
export function findActivityErrors(
  content: ActivityContent,
  definition: Definition,
  today: string,
): FieldError[] {
  const errors: FieldError[] = []
  const say = (path: string, message: string) => errors.push({ path: `content.${path}`, message })
  const type = findActivityType(definition, content.type)
  if (!type) say('type', '请选择活动类型。')
  else {
    const asked = listAskedMeasures(type)
    for (const name of measureNames)
      if (content[name] !== null && !asked.includes(name))
        say(name, `“${type.title}”不统计${measureLabels[name]}，请留空。`)
  }
  if (content.day < definition.startsOn || content.day > definition.endsOn)
    say('day', `日期须在 ${sayDay(definition.startsOn)}至${sayDay(definition.endsOn)}之间。`)
  else if (content.day > today) say('day', '这一天还没有到，活动开展后再记。')
  if (content.startTime && content.endTime && content.endTime < content.startTime)
    say('endTime', '结束时间早于开始时间。')
  if ((content.latitude === null) !== (content.longitude === null))
    say('latitude', '位置不完整，请重新选取。')
  const { audiences, dimension } = definition.recording
  if (content.audience !== null && !audiences.some((one) => one.value === content.audience))
    say('audience', '请从列表中选择对象。')
  for (const value of content.dimensions)
    if (!dimension?.options.some((one) => one.value === value))
      say('dimensions', `请从列表中选择${dimension?.label ?? ''}。`)
  return errors
}

function sayDay(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
}
