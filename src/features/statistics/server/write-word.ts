import { paragraph, ruledTable, textWidth, writeWord } from '../../../platform/server/documents/word.ts'
import type { SheetModel } from './sheet-model.ts'

/** Column widths of the notice's own table, in twips. */
const widths = [1591, 3184, textWidth - 1591 - 3184]

export function writeStatisticsWord(model: SheetModel): Promise<Buffer> {
  // Exact pitch: the page looks the same whichever font stands in for the named one.
  const cell = (text: string, align: 'left' | 'center' = 'left') => [
    paragraph(text, { size: 12, line: 16, align }),
  ]
  const heading = (text: string) => [
    paragraph(text, { font: 'heading', size: 12, line: 18, align: 'center' }),
  ]
  return writeWord({
    title: model.title,
    footer: model.footer,
    children: [
      ...(model.attachmentLabel
        ? [paragraph(model.attachmentLabel, { font: 'heading', size: 16, line: 22 })]
        : []),
      paragraph(model.title, { font: 'title', size: 22, line: 30, align: 'center', before: 8, after: 10 }),
      ...model.headerLines.map((line) =>
        paragraph(line, { size: 10.5, line: 16, after: 2, keepWithNext: true }),
      ),
      ruledTable(widths, [
        model.headings.map(heading),
        ...model.groups.map((group) => [
          cell(group.title, 'center'),
          cell(group.requirement),
          group.lines.map((line) => paragraph(line, { size: 12, line: 16 })),
        ]),
      ]),
      ...model.coverageLines.map((line, index) =>
        paragraph(line, { size: 10.5, line: 15, before: index === 0 ? 6 : 0 }),
      ),
    ],
  })
}
