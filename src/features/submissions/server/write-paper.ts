import type { Paragraph, Table } from 'docx'
import {
  type PaperPicture,
  attachmentHead,
  paperAttachments,
  paperHeading,
  paperLine,
  paperSignature,
  paperSubtitle,
  paperText,
  paperTitle,
  pictureTable,
  writeOfficialPaper,
} from '../../../platform/server/documents/official-paper.ts'
import { paragraph, ruledTable, textWidth } from '../../../platform/server/documents/word.ts'
import type { PaperFigures, PaperModel } from './describe-paper.ts'

/** The report in the layout of official papers; figures and pictures are its attachments. */
export function writePaper(model: PaperModel, pictures: PaperPicture[]): Promise<Buffer> {
  const parts: { title: string; content: (Paragraph | Table)[] }[] = []
  if (model.figures) parts.push({ title: model.figures.title, content: layFigures(model.figures) })
  if (pictures.length > 0) parts.push({ title: '图片资料', content: [pictureTable(pictures)] })
  const names = [...parts.map((one) => one.title), ...model.files]
  return writeOfficialPaper({
    title: model.title.replace('\n', ''),
    text: [
      paperLine(),
      paperTitle(model.title),
      paperSubtitle(model.subtitle),
      paperLine(),
      ...(model.recipient ? [paperLine(model.recipient)] : []),
      ...model.text.map(({ kind, text }) =>
        kind === 'text' ? paperText(text) : paperHeading(text, kind === 'heading' ? 1 : 2),
      ),
      ...paperAttachments(names),
      ...paperSignature(model.unit, model.date),
    ],
    attachments: parts.map(({ title, content }, index) => [
      ...attachmentHead(parts.length + model.files.length > 1 ? `附件${index + 1}` : '附件', title),
      ...content,
    ]),
  })
}

const widths = [2100, textWidth - 2100 - 1000 - 1700, 1000, 1700]

function layFigures({ groups, notes }: PaperFigures): (Paragraph | Table)[] {
  const cell = (text: string, align: 'left' | 'center' | 'right' = 'left') => [
    paragraph(text, { size: 12, line: 16, align }),
  ]
  const heading = (text: string) => [
    paragraph(text, { font: 'heading', size: 12, line: 18, align: 'center' }),
  ]
  const rows = groups.flatMap((group) =>
    group.lines.map(({ label, unit, value }, index) => [
      index === 0 ? { children: cell(group.title, 'center'), rows: group.lines.length } : null,
      cell(label),
      cell(unit, 'center'),
      cell(value === null ? '' : String(value), 'right'),
    ]),
  )
  const isBlank = groups.some((group) => group.lines.some((one) => one.value === null))
  const remarks = [...(isBlank ? ['空格为没有填报，不是零。'] : []), ...notes]
  return [
    ruledTable(widths, [['项目', '指标', '单位', '数量'].map(heading), ...rows]),
    ...remarks.map((text, index) =>
      paragraph(`注：${text}`, { size: 10.5, line: 15, before: index === 0 ? 6 : 0 }),
    ),
  ]
}
