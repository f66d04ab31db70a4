import {
  type Sheet,
  type SheetCell,
  writeSpreadsheet,
} from '../../../platform/server/documents/spreadsheet.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { Table } from './build-table.ts'
import { type SheetModel, standingNames } from './sheet-model.ts'

/** One sheet as the form, one of the figures (units × indicators; a list for a single unit), one of who is in it. */
export function writeStatisticsSpreadsheet(
  model: SheetModel,
  definition: CampaignDefinition,
  table: Table,
): Promise<Uint8Array> {
  const figures = table.units.length === 1 ? listSheet(definition, table) : unitSheet(definition, table)
  return writeSpreadsheet([formSheet(model), figures, coverageSheet(definition, table)])
}

const formWidths = [22, 36, 54]

function formSheet(model: SheetModel): Sheet {
  const rows: SheetCell[][] = [
    [{ value: model.title, style: 'title' }, null, null],
    [{ value: model.headerLines.join('　　'), style: 'line' }, null, null],
    model.headings.map((value): SheetCell => ({ value, style: 'heading' })),
    ...model.groups.map((group): SheetCell[] => [
      { value: group.title, style: 'centred' },
      { value: group.requirement, style: 'text' },
      { value: group.lines.join('\n'), style: 'text' },
    ]),
    ...model.coverageLines.map((value): SheetCell[] => [{ value, style: 'line' }, null, null]),
  ]
  const wide = (row: number) => ({ row, column: 0, columns: 3 })
  const firstNote = 3 + model.groups.length
  const heights: Record<number, number> = { 0: 36, 1: 22, 2: 22 }
  model.groups.forEach((group, index) => {
    const texts = [group.title, group.requirement, group.lines.join('\n')]
    heights[3 + index] = Math.min(400, Math.max(...texts.map((text, c) => heightOf(text, formWidths[c]!))))
  })
  model.coverageLines.forEach((text, index) => {
    heights[firstNote + index] = heightOf(text, formWidths[0]! + formWidths[1]! + formWidths[2]!)
  })
  return {
    name: '统计表',
    widths: formWidths,
    rows: rows.map((row) => row.map((cell) => cell ?? { value: null, style: 'plain' })),
    merges: [wide(0), wide(1), ...model.coverageLines.map((_, index) => wide(firstNote + index))],
    heights,
  }
}

/** Points that wrapped text needs: merged cells are not fitted by the program that opens them. */
function heightOf(text: string, width: number): number {
  const columns = (part: string) =>
    [...part].reduce((sum, one) => sum + (one.codePointAt(0)! > 255 ? 2 : 1), 0)
  const lines = text
    .split('\n')
    .reduce((sum, part) => sum + Math.max(1, Math.ceil(columns(part) / (width - 2))), 0)
  return lines * 16 + 6
}

function listSheet(definition: CampaignDefinition, table: Table): Sheet {
  const { groups, starts } = groupCodes(definition, table)
  const indicators = new Map(definition.indicators.map((one) => [one.code, one]))
  return {
    name: '指标',
    widths: [6, 34, 46, 8, 12],
    freeze: { rows: 1 },
    merges: starts.map((start, index) => ({
      row: 1 + start,
      column: 1,
      rows: (starts[index + 1] ?? groups.length) - start,
    })),
    rows: [
      ['序号', '活动项目', '指标', '单位', '数值'].map(heading),
      ...table.codes.map((code, index): SheetCell[] => {
        const one = indicators.get(code)
        return [
          { value: index + 1, style: 'centred' },
          { value: groups[index]!, style: 'centred' },
          { value: one?.label ?? code, style: 'text' },
          { value: one?.unit ?? '', style: 'centred' },
          { value: table.totals[index]?.value ?? null, style: 'number' },
        ]
      }),
    ],
  }
}

const heading = (value: string): SheetCell => ({ value, style: 'heading' })

/** The group of each figure, and where each group begins. */
function groupCodes(definition: CampaignDefinition, table: Table): { groups: string[]; starts: number[] } {
  const keys = new Map(definition.indicators.map((one) => [one.code, one.group]))
  const groups = table.codes.map((code) => {
    const key = keys.get(code)
    const group = definition.statistics?.groups.find((one) => one.key === key)
    return group?.title.replaceAll('\n', '') ?? key ?? ''
  })
  const starts = groups.flatMap((group, index) => (group !== groups[index - 1] ? [index] : []))
  return { groups, starts }
}

function unitSheet(definition: CampaignDefinition, table: Table): Sheet {
  const indicators = new Map(definition.indicators.map((one) => [one.code, one]))
  const { groups, starts } = groupCodes(definition, table)
  return {
    name: '分单位',
    landscape: true,
    pagesWide: Math.ceil(table.codes.length / 12),
    widths: [6, 26, ...table.codes.map(() => 13)],
    freeze: { rows: 3, columns: 2 },
    heights: { 0: 24, 1: 62, 2: 22 },
    merges: [
      { row: 0, column: 0, rows: 2 },
      { row: 0, column: 1, rows: 2 },
      ...starts
        .map((start, index) => ({
          row: 0,
          column: 2 + start,
          columns: (starts[index + 1] ?? groups.length) - start,
        }))
        .filter((one) => one.columns > 1),
    ],
    rows: [
      [heading('序号'), heading('单位'), ...groups.map(heading)],
      [
        heading(''),
        heading(''),
        ...table.codes.map((code) => {
          const one = indicators.get(code)
          return heading(one ? `${one.label}（${one.unit}）` : code)
        }),
      ],
      [
        { value: '', style: 'total' },
        { value: '合计', style: 'heading' },
        ...table.totals.map((one): SheetCell => ({ value: one.value, style: 'total' })),
      ],
      ...table.units.map((unit, index): SheetCell[] => [
        { value: index + 1, style: 'centred' },
        { value: unit.name, style: 'text' },
        ...table.codes.map((_, at): SheetCell => ({ value: unit.values?.[at] ?? null, style: 'number' })),
      ]),
    ],
  }
}

function coverageSheet(definition: CampaignDefinition, table: Table): Sheet {
  const at = (instant: string) => {
    const local = localOfInstant(new Date(instant), definition.timeZone)
    return `${local.date} ${local.time.slice(0, 5)}`
  }
  return {
    name: '报送情况',
    widths: [6, 26, 12, 34, 18, 10],
    freeze: { rows: 1 },
    rows: [
      ['序号', '单位', '最近一期', '数据来自', '报送时间', '审核'].map((value): SheetCell => ({
        value,
        style: 'heading',
      })),
      ...table.units.map((unit, index): SheetCell[] => [
        { value: index + 1, style: 'centred' },
        unit.name,
        { value: standingNames[unit.standing], style: 'centred' },
        unit.periodTitle ?? '未计入',
        unit.submittedAt ? at(unit.submittedAt) : '',
        { value: unit.submissionId ? (unit.accepted ? '通过' : '待审') : '', style: 'centred' },
      ]),
    ],
  }
}
