import type { CampaignDefinition } from '../campaign/definition.ts'
import { type ActivityType, listAskedMeasures, measureNames } from '../campaign/recording.ts'
import { measureLabels, sayMeasure } from '../activities/rules.ts'
import { normalise } from '../org/rules.ts'

export const importedAtMost = 5_000
/** A sheet ends at 1,048,576 rows. */
export const exportedAtMost = 1_000_000
/** Bytes. */
export const sheetSizeAtMost = 10 * 1024 * 1024
export const recordSheetName = '活动记录'
export const guideSheetName = '填表说明'
export const listSheetName = '选项'
/** Goes up when an older template could be misread. */
export const templateVersion = 'activities-1'

export type SheetField =
  | 'type'
  | 'title'
  | 'day'
  | 'startTime'
  | 'endTime'
  | 'place'
  | 'partners'
  | 'audience'
  | 'dimension'
  | (typeof measureNames)[number]
  | 'narrative'
  | 'isKey'
  | 'unit'
  | 'id'

export interface SheetColumn {
  field: SheetField
  /** Of a dimension: which one. */
  option?: string
  heading: string
  /** In characters. */
  width: number
}

type Definition = Pick<CampaignDefinition, 'recording' | 'startsOn' | 'endsOn'>

/** The columns of a record in their order; they are recognised by heading, wherever they stand. */
export function listColumns({ recording }: Definition): SheetColumn[] {
  return [
    { field: 'type', heading: '活动类型', width: 24 },
    { field: 'title', heading: '活动名称', width: 34 },
    { field: 'day', heading: '日期', width: 13 },
    { field: 'startTime', heading: '开始时间', width: 10 },
    { field: 'endTime', heading: '结束时间', width: 10 },
    { field: 'place', heading: '地点', width: 20 },
    { field: 'partners', heading: '联合单位', width: 20 },
    { field: 'audience', heading: '活动对象', width: 14 },
    ...(recording.dimension?.options ?? []).map((one) => ({
      field: 'dimension' as const,
      option: one.value,
      heading: one.label,
      width: 8,
    })),
    ...measureNames.map((name) => ({ field: name, heading: measureLabels[name], width: 10 })),
    { field: 'narrative', heading: '活动内容', width: 44 },
    { field: 'isKey', heading: '重点活动', width: 10 },
    { field: 'unit', heading: '记录单位', width: 16 },
    { field: 'id', heading: '编号（请勿改动）', width: 12 },
  ]
}

/** A line that shows how to fill in, whatever else stands in it. */
export function isExample(title: string): boolean {
  return /^示例[:：]/.test(title.trim())
}

/** Which numbers a type asks for, e.g. `场次、参与人次、数量（查找隐患，条）`. */
export function sayAskedNumbers(type: ActivityType): string {
  return listAskedMeasures(type)
    .map((name) => {
      if (name !== 'quantity') return measureLabels[name]
      const { label, unit } = sayMeasure(type, name)
      return `${measureLabels.quantity}（${label}，${unit}）`
    })
    .join('、')
}

/** The type that a title names, and one that may have been meant. */
export function findTypeByTitle(
  types: readonly ActivityType[],
  text: string,
): { found: ActivityType | null; proposal: ActivityType | null } {
  const wanted = normalise(text)
  const found = types.find((one) => normalise(one.title) === wanted) ?? null
  if (found || wanted.length < 2) return { found, proposal: null }
  const proposal = types.find((one) => {
    const title = normalise(one.title)
    return title.includes(wanted) || wanted.includes(title)
  })
  return { found, proposal: proposal ?? null }
}
