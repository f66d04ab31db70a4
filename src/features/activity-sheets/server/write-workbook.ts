import type { Readable } from 'node:stream'
import { headHeight, layRow } from '../../../platform/server/documents/lay-row.ts'
import { markFaults } from '../../../platform/server/documents/mark-faults.ts'
import { type StreamedRow, streamSpreadsheet } from '../../../platform/server/documents/stream-spreadsheet.ts'
import {
  type Sheet,
  type SheetCell,
  type SheetCheck,
  type SheetStyle,
  type StyledCell,
  writeSpreadsheet,
} from '../../../platform/server/documents/spreadsheet.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { StoredContent } from '../../activities/server/read-contents.ts'
import { findActivityType } from '../../activities/rules.ts'
import type { CellError } from '../contract.ts'
import {
  type SheetColumn,
  type SheetField,
  importedAtMost,
  listColumns,
  listSheetName,
  recordSheetName,
} from '../rules.ts'
import type { RecordSheet } from './open-sheet.ts'
import { writeGuide, writeLists } from './write-guide.ts'

const numbers = new Set<SheetField>(['sessions', 'participants', 'reach', 'quantity'])
const centred = new Set<SheetField>(['startTime', 'endTime', 'dimension', 'isKey'])

function styleOf(field: SheetField): SheetStyle {
  if (field === 'day') return 'date'
  if (field === 'narrative') return 'long'
  if (numbers.has(field)) return 'number'
  return centred.has(field) ? 'centred' : 'text'
}

/** An empty sheet with one line that shows how. Ids are given by what a row says, so that a used template is no trap. */
export async function writeTemplate(campaign: CampaignInForce): Promise<Readable> {
  const { definition } = campaign
  const columns = listColumns(definition)
  const type = definition.recording.activityTypes[0]
  const example: Partial<Record<SheetField, string | number>> = {
    type: type?.title ?? '',
    title: `示例：${type?.title ?? '活动'}（本行不导入，可删去）`,
    day: definition.startsOn,
    startTime: '09:00',
    place: '会议室',
    audience: definition.recording.audiences[0]?.label ?? '',
    dimension: '是',
    sessions: 1,
    participants: 60,
    narrative: '时间、地点、谁参加、做了什么、效果如何。',
  }
  const first = columns.findIndex((one) => one.field === 'dimension')
  const line = columns.map((column, index): StyledCell => {
    const value = column.field === 'dimension' && index !== first ? null : (example[column.field] ?? null)
    return { value, style: column.field === 'day' ? 'date' : 'example' }
  })
  async function* tell() {
    yield layRow(widthsOf(columns), line)
  }
  return streamBook(campaign, columns, tell(), 1)
}

/** All records of a view, read while the sheet is sent. */
export function streamExport(
  campaign: CampaignInForce,
  records: { count: number; read: () => AsyncGenerator<StoredContent> },
): Promise<Readable> {
  const columns = listColumns(campaign.definition)
  async function* tell() {
    for await (const record of records.read())
      yield layRow(
        widthsOf(columns),
        columns.map((column) => ({
          value: tellField(campaign.definition, record, column),
          style: styleOf(column.field),
        })),
      )
  }
  return streamBook(campaign, columns, tell(), records.count)
}

function tellField(
  definition: CampaignDefinition,
  { id, unit, partners, content }: StoredContent,
  { field, option }: SheetColumn,
): string | number | null {
  if (field === 'type') return findActivityType(definition, content.type)?.title ?? content.type
  if (field === 'partners') return partners.map((one) => one.name).join('、') || null
  if (field === 'audience')
    return definition.recording.audiences.find((one) => one.value === content.audience)?.label ?? null
  if (field === 'dimension') return content.dimensions.includes(option!) ? '是' : null
  if (field === 'isKey') return content.isKey ? '是' : null
  if (field === 'unit') return unit.name
  if (field === 'id') return id
  return content[field] === '' ? null : content[field]
}

/** The sheet as it came, with what is wrong. */
export async function writeProblems(
  campaign: CampaignInForce,
  sheet: RecordSheet,
  errors: CellError[],
): Promise<Uint8Array> {
  const { columns, headingRow } = sheet
  const looks = columns.map((one) => one && { width: one.width, style: styleOf(one.field) })
  const book: Sheet = {
    ...frameSheet(campaign.definition, columns, headingRow),
    ...markFaults(sheet, errors, looks),
  }
  return writeSpreadsheet([book, writeGuide(campaign.definition), writeLists(campaign)])
}

/** Nobody reads the hidden number. */
const widthsOf = (columns: SheetColumn[]) => columns.map((one) => (one.field === 'id' ? null : one.width))

function streamBook(
  campaign: CampaignInForce,
  columns: SheetColumn[],
  rows: AsyncGenerator<StreamedRow>,
  count: number,
): Promise<Readable> {
  const sheet: Sheet = {
    ...frameSheet(campaign.definition, columns, 0, count),
    widths: columns.map((one) => one.width),
    rows: [columns.map((one): SheetCell => ({ value: one.heading, style: 'heading' }))],
    heights: { 0: headHeight },
  }
  return streamSpreadsheet([sheet, writeGuide(campaign.definition), writeLists(campaign)], rows)
}

/** What a sheet of records has besides its rows: head that stays, lists, checks, the hidden id. */
function frameSheet(
  definition: CampaignDefinition,
  columns: (SheetColumn | null)[],
  headingRow: number,
  /** Rows that are there; as many as an import takes can be filled in. */
  count = 0,
): Omit<Sheet, 'rows' | 'widths'> {
  const rows: [number, number] = [headingRow + 1, headingRow + Math.max(count, importedAtMost)]
  const checks = columns.flatMap((column, at) => (column ? toCheck(definition, column, at, rows) : []))
  return {
    name: recordSheetName,
    freeze: { rows: headingRow + 1, columns: 2 },
    landscape: true,
    pagesWide: 2,
    hiddenColumns: columns.flatMap((column, at) => (column?.field === 'id' ? [at] : [])),
    columnStyles: Object.fromEntries(
      columns.flatMap((column, at) => (column ? [[at, styleOf(column.field)]] : [])),
    ),
    checks,
  }
}

function toCheck(
  definition: CampaignDefinition,
  { field, heading }: SheetColumn,
  column: number,
  rows: [number, number],
): SheetCheck[] {
  const { recording, startsOn, endsOn } = definition
  const list = (at: number, length: number, message: string): SheetCheck[] =>
    length === 0
      ? []
      : [
          {
            kind: 'list',
            column,
            rows,
            title: heading,
            message,
            source: { sheet: listSheetName, column: at, length },
          },
        ]
  if (field === 'type') return list(2, recording.activityTypes.length, '请从下拉列表中选择活动类型。')
  if (field === 'audience') return list(3, recording.audiences.length, '请从下拉列表中选择活动对象。')
  if (field === 'dimension' || field === 'isKey') return list(4, 1, '是的填“是”，不是的留空。')
  if (field === 'day')
    return [
      {
        kind: 'date',
        column,
        rows,
        title: heading,
        from: startsOn,
        to: endsOn,
        message: `日期须在 ${startsOn} 至 ${endsOn} 之间。`,
      },
    ]
  if (numbers.has(field))
    return [
      {
        kind: 'whole',
        column,
        rows,
        title: heading,
        most: 1_000_000_000,
        message: '请填不小于 0 的整数，没有统计的留空。',
      },
    ]
  return []
}
