import {
  type Sheet,
  type SheetCell,
  writeSpreadsheet,
} from '../../../platform/server/documents/spreadsheet.ts'
import type { PledgeCounts } from '../contract.ts'

interface WorkplaceCount {
  name: string
  unit_name: string
  audience: string
  people: number
}

/** By unit, by day, by enterprise; no names of persons. */
export function writePledgeWorkbook(
  unit: string,
  pledges: { counts: PledgeCounts; workplaces: WorkplaceCount[] }[],
): Promise<Uint8Array> {
  if (pledges.length === 0)
    return writeSpreadsheet([{ name: '倡议书', widths: [30], rows: [['本次活动没有倡议书。']] }])
  return writeSpreadsheet(
    pledges.flatMap(({ counts, workplaces }, index) => {
      // Names of sheets are unlike each other.
      const name = (text: string) => (pledges.length === 1 ? text : `${text}${index + 1}`)
      return [
        unitSheet(name('按单位'), unit, counts),
        daySheet(name('按日期'), counts),
        workplaceSheet(name('按企业'), counts, workplaces),
      ]
    }),
  )
}

const heading = (value: string): SheetCell => ({ value, style: 'heading' })
const number = (value: number): SheetCell => ({ value, style: 'number' })
const text = (value: string): SheetCell => ({ value, style: 'text' })
const centred = (value: number): SheetCell => ({ value, style: 'centred' })

function unitSheet(name: string, unit: string, counts: PledgeCounts): Sheet {
  const titles = counts.audiences.map((one) => one.title)
  const columns = 3 + titles.length
  return {
    name,
    widths: [6, 30, ...titles.map(() => 12), 12],
    freeze: { rows: 3, columns: 2 },
    heights: { 0: 30 },
    merges: [{ row: 0, column: 0, columns }],
    rows: [
      Array.from({ length: columns }, (_, index): SheetCell => ({
        value: index === 0 ? `${counts.title}签署情况（人次）` : null,
        style: 'title',
      })),
      ['序号', '单位', ...titles, '合计'].map(heading),
      [
        { value: '', style: 'total' },
        heading(`${unit}合计`),
        ...counts.audiences.map((one): SheetCell => ({ value: one.people, style: 'total' })),
        { value: counts.people, style: 'total' },
      ],
      ...counts.units.map((one, index): SheetCell[] => [
        centred(index + 1),
        text(one.name),
        ...one.audiences.map((audience) => number(audience.people)),
        number(one.people),
      ]),
      ...(counts.own > 0
        ? [
            [
              centred(counts.units.length + 1),
              text(`${unit}本级`),
              ...titles.map(() => text('')),
              number(counts.own),
            ],
          ]
        : []),
    ],
  }
}

function daySheet(name: string, counts: PledgeCounts): Sheet {
  let sum = 0
  return {
    name,
    widths: [14, 12, 12],
    freeze: { rows: 1 },
    rows: [
      ['日期', '当日', '累计'].map(heading),
      ...counts.days.map(({ day, people }): SheetCell[] => [
        { value: day, style: 'date' },
        number(people),
        number((sum += people)),
      ]),
    ],
  }
}

function workplaceSheet(name: string, counts: PledgeCounts, workplaces: WorkplaceCount[]): Sheet {
  const titles = new Map(counts.audiences.map((one) => [one.key, one.title]))
  return {
    name,
    widths: [26, 40, 14, 12],
    freeze: { rows: 1 },
    rows: [
      ['所在地', '单位', '身份', '人次'].map(heading),
      ...workplaces.map((one): SheetCell[] => [
        text(one.unit_name),
        text(one.name),
        text(titles.get(one.audience) ?? one.audience),
        number(one.people),
      ]),
    ],
  }
}
