import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { activityFilter } from '../activities/contract.ts'
import { campaignParams } from '../campaign/contract.ts'
import { exportedAtMost, importedAtMost } from './rules.ts'

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ofUnit = z.object({ unit: z.string().max(64) })
const count = z.number().int()

export const unreadableSheet = defineProblem(
  'unreadable-sheet',
  422,
  '这个文件打不开。请在 Excel 或 WPS 中另存为 .xlsx（不加密码）后再上传。',
)
export const sheetTooLarge = defineProblem('sheet-too-large', 422, '表格文件不能超过 10 MB。')
export const tooManyRows = defineProblem(
  'too-many-rows',
  422,
  `一次最多导入 ${importedAtMost.toLocaleString('zh-CN')} 行，请分成几个文件（并删去末尾的空行）。`,
)
export const noRecordSheet = defineProblem(
  'no-record-sheet',
  422,
  '没有找到“活动类型”“活动名称”“日期”三列，请使用下载的模板填写。',
)
export const otherTemplate = defineProblem(
  'other-template',
  422,
  '这张表是另一次活动或另一版本的模板，请重新下载模板，把内容粘贴过去。',
)
export const sheetHasErrors = defineProblem(
  'sheet-has-errors',
  422,
  '表中有需要更正的地方，没有导入任何内容。',
)
export const sheetOutdated = defineProblem('sheet-outdated', 409, '核对之后台账有了变化，请重新核对再导入。')
export const tooManyRecords = defineProblem(
  'too-many-records',
  422,
  `符合条件的记录超过 ${exportedAtMost.toLocaleString('zh-CN')} 条，请缩小日期或单位范围再导出。`,
)
const unusable = [notFound, unreadableSheet, sheetTooLarge, tooManyRows, noRecordSheet, otherTemplate]

export const downloadTemplate = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activity-sheets/template.xlsx',
  summary: '活动记录的表格模板',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams,
  query: ofUnit,
  produces: spreadsheet,
  problems: [notFound],
})

export const exportActivities = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activity-sheets/records.xlsx',
  summary: '活动台账导出为表格（条件与列表相同，改后可再导入）',
  access: { permission: 'report.read', on: 'unit' },
  params: campaignParams,
  query: activityFilter,
  produces: spreadsheet,
  problems: [notFound, tooManyRecords],
})

export const cellError = z.object({
  /** `C7`; the row alone where it concerns the whole row. */
  cell: z.string(),
  row: count,
  heading: z.string(),
  value: z.string(),
  message: z.string(),
})
export type CellError = z.infer<typeof cellError>

const touchedRow = z.object({
  row: count,
  title: z.string(),
  day: z.string(),
  state: z.enum(['new', 'changed']),
  changes: z.array(z.object({ heading: z.string(), before: z.string(), after: z.string() })),
})

/** What an import would do. Nothing is written. */
export const sheetCheck = z.object({
  name: z.string(),
  rows: count,
  added: count,
  changed: count,
  same: count,
  /** Rows with an error. */
  wrong: count,
  examples: count,
  /** Headings that are not part of a record. */
  ignored: z.array(z.string()),
  errors: z.array(cellError),
  /** All of them; `errors` holds the first ones. */
  errorCount: count,
  touched: z.array(touchedRow),
  /** To import exactly this; null when there are errors. */
  digest: z.string().nullable(),
})
export type SheetCheckResult = z.infer<typeof sheetCheck>

/** `file` was uploaded for the same unit (see /api/uploads). */
export const checkSheet = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/activity-sheets/check',
  summary: '核对上传的表格：逐格列出问题，预览新增和修改（不写入）',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams,
  query: ofUnit,
  body: z.object({ file: z.uuid() }),
  reply: sheetCheck,
  problems: unusable,
})

/** All or nothing. The same file again writes nothing and says how many were there. */
export const importSheet = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/activity-sheets/import',
  summary: '导入核对过的表格（有一处问题就都不导入；重复导入只记一次）',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams,
  query: ofUnit,
  body: z.object({ file: z.uuid(), digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  reply: z.object({ added: count, changed: count, same: count }),
  problems: [...unusable, sheetHasErrors, sheetOutdated],
})

export const downloadProblems = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/activity-sheets/problems.xlsx',
  summary: '带“问题”一列的原表，供就地更正',
  access: { permission: 'activity.write', on: 'unit' },
  params: campaignParams,
  query: ofUnit.extend({ file: z.uuid() }),
  produces: spreadsheet,
  problems: unusable,
})
