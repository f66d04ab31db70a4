import { paragraph, ruledTable, textWidth, writeWord } from '../../../platform/server/documents/word.ts'
import type { SheetModel } from './sheet-model.ts'

/** Column widths of the notice's own table, in twips. */
const widths = [1591, 3184, textWidth - 1591 - 3184]

export function writeStatisticsWord(model: SheetModel): Promise<Buffer> {
  const cell = (text: string, align: 'left' | 'center' = 'left') => [paragraph(text, { size: 12, align })]
  const heading = (text: string) => [paragraph(text, { font: 'heading', size: 12, align: 'center' })]
  return writeWord({
    title: model.title,
    footer: model.footer,
    children: [
      ...(model.attachmentLabel ? [paragraph(model.attachmentLabel, { font: 'heading', size: 16 })] : []),
      paragraph(model.title, { font: 'title', size: 22, align: 'center', before: 12, after: 12 }),
      ...model.headerLines.map((line) => paragraph(line, { size: 10.5, after: 4, keepWithNext: true })),
      ruledTable(widths, [
        model.headings.map(heading),
        ...model.groups.map((group) => [
          cell(group.title, 'center'),
          cell(group.requirement),
          group.lines.map((line) => paragraph(line, { size: 12 })),
        ]),
      ]),
      ...model.coverageLines.map((line, index) =>
        paragraph(line, { size: 10.5, before: index === 0 ? 6 : 2 }),
      ),
    ],
  })
}
