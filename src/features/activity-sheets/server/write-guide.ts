import type { Sheet, SheetCell } from '../../../platform/server/documents/spreadsheet.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { sayDayForms } from './read-values.ts'
import { guideSheetName, listSheetName, sayAskedNumbers, templateVersion } from '../rules.ts'

/** How to fill in, and which numbers each type asks for. */
export function writeGuide(definition: CampaignDefinition): Sheet {
  const { recording, startsOn, endsOn } = definition
  const steps = [
    '一次活动填一行；必填的只有活动类型、活动名称和日期，其他知道的填，不知道的留空。',
    `日期在 ${startsOn} 至 ${endsOn} 之间，写成 ${sayDayForms(startsOn)}都可以。`,
    '数字只填阿拉伯数字；没有统计的留空，“没有”填 0。人次按到场次数计，不是人数。',
    '几个单位联合办的只由一个单位填，其他单位写在“联合单位”，用顿号隔开，写全称或简称。',
    `${recording.dimension ? `“${recording.dimension.label}”各列` : '各选项列'}是的填“是”，可以填几列，不是的留空。`,
    '同一张表再次上传不会重复记录；改了人次等内容再上传，原记录随之更新。改类型、日期、名称或地点，请先导出台账，在导出的表中改。',
    '照片和视频在导入后到各条记录里添加。',
  ]
  // What a merged cell covers has no frame of its own either.
  const covered: SheetCell = { value: null, style: 'plain' }
  const line = (value: string): SheetCell[] => [{ value, style: 'line' }, covered, covered]
  const rows: SheetCell[][] = [
    [{ value: guideSheetName, style: 'title' }, covered, covered],
    ...steps.map((step, index) => line(`${index + 1}. ${step}`)),
    line(''),
    [
      { value: '活动类型', style: 'heading' },
      { value: '需要填的数字', style: 'heading' },
      { value: '依据', style: 'heading' },
    ],
    ...recording.activityTypes.map((type): SheetCell[] => [type.title, sayAskedNumbers(type), type.basis]),
  ]
  const merges = Array.from({ length: steps.length + 2 }, (_, row) => ({ row, column: 0, columns: 3 }))
  const heights = Object.fromEntries([[0, 36], ...steps.map((_, index) => [index + 1, 34])])
  return { name: guideSheetName, widths: [40, 44, 22], rows, merges, heights }
}

/** Sources of the drop-down lists, and what the template was made for. */
export function writeLists({ key, definition }: CampaignInForce): Sheet {
  const { activityTypes, audiences } = definition.recording
  const length = Math.max(1, activityTypes.length, audiences.length)
  const rows = Array.from({ length }, (_, row): SheetCell[] => [
    row === 0 ? templateVersion : null,
    row === 0 ? key : null,
    activityTypes[row]?.title ?? null,
    audiences[row]?.label ?? null,
    row === 0 ? '是' : null,
  ])
  return { name: listSheetName, widths: [14, 14, 40, 16, 6], rows, hidden: true }
}
