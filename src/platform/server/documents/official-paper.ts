import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { type ParagraphStyle, documentStyles, officialPage, paragraph, textRuns, textWidth } from './word.ts'

/** 22 lines of 28 signs: exact pitch on a grid of lines, signs a hair closer than they are wide. */
const linePitch = 579
const bodyLine: ParagraphStyle = { line: linePitch / 20, spacing: -5 }

/** Parts of a paper as GB/T 9704 sets them. */
export const paperTitle = (text: string) =>
  paragraph(text, { font: 'title', size: 22, line: 35, align: 'center' })
export const paperSubtitle = (text: string) =>
  paragraph(text, { ...bodyLine, font: 'subheading', align: 'center' })
export const paperLine = (text = '') => paragraph(text, bodyLine)
export const paperText = (text: string) => paragraph(text, { ...bodyLine, indent: { firstLine: 2 } })
export const paperHeading = (text: string, level: 1 | 2) =>
  paragraph(text, {
    ...bodyLine,
    font: level === 1 ? 'heading' : 'subheading',
    indent: { firstLine: 2 },
    keepWithNext: true,
  })

/** One empty line under the text; numbered when there are several, a long name goes on under its beginning. */
export function paperAttachments(names: string[]): Paragraph[] {
  if (names.length === 0) return []
  const label = '附件：'
  return [
    paperLine(),
    ...names.map((name, index) => {
      const number = names.length > 1 ? `${index + 1}.` : ''
      const lead = index === 0 ? `${label}${number}` : number
      const left = 2 + label.length + widthOf(number)
      return paragraph(lead + name, { ...bodyLine, indent: { left, firstLine: -widthOf(lead) } })
    }),
  ]
}

/** Who signs and when; whichever is shorter stands over or under the middle of the other. */
export function paperSignature(unit: string, date: string): Paragraph[] {
  const [issuer, day] = [widthOf(unit), widthOf(date)]
  const edge = issuer > day ? 2 : 4
  const longest = Math.max(issuer, day)
  const inFrom = (width: number) => ({ right: edge + (longest - width) / 2 })
  const line = (text: string, width: number): ParagraphStyle => ({
    ...bodyLine,
    align: 'right',
    indent: inFrom(width),
    keepWithNext: text !== date,
  })
  return [
    paragraph('', { ...bodyLine, keepWithNext: true }),
    paragraph(unit, line(unit, issuer)),
    paragraph(date, line(date, day)),
  ]
}

/** In Chinese signs. */
function widthOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 255 ? 1 : 0.5), 0)
}

/** `附件1` and what it is called, at the top of its page. */
export const attachmentHead = (label: string, title: string) => [
  paragraph(label, { font: 'heading', size: 16, line: 29 }),
  paragraph(title, { font: 'title', size: 18, line: 30, align: 'center', before: 6, after: 8 }),
]

export interface PaperPicture {
  jpeg: Buffer
  width: number
  height: number
  caption: string
}

/** Room for one picture, in pixels of 1/96 inch. */
const room = { width: 280, height: 260 }
const noLine = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' }

/** Two a row, each with its caption; a row stays on one page. */
export function pictureTable(pictures: PaperPicture[]): Table {
  const width = Math.floor(textWidth / 2)
  const rows = Array.from({ length: Math.ceil(pictures.length / 2) }, (_, row) =>
    pictures.slice(row * 2, row * 2 + 2),
  )
  const cell = (picture: PaperPicture | undefined) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      children: picture
        ? [
            drawPicture(picture),
            paragraph(picture.caption, { size: 12, line: 18, align: 'center', after: 8 }),
          ]
        : [paragraph('')],
    })
  return new Table({
    width: { size: width * 2, type: WidthType.DXA },
    columnWidths: [width, width],
    layout: TableLayoutType.FIXED,
    borders: {
      top: noLine,
      bottom: noLine,
      left: noLine,
      right: noLine,
      insideHorizontal: noLine,
      insideVertical: noLine,
    },
    rows: rows.map(([left, right]) => new TableRow({ cantSplit: true, children: [cell(left), cell(right)] })),
  })
}

function drawPicture({ jpeg, width, height, caption }: PaperPicture): Paragraph {
  const scale = Math.min(room.width / width, room.height / height)
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new ImageRun({
        type: 'jpg',
        data: jpeg,
        transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
        altText: { name: caption, title: caption, description: caption },
      }),
    ],
  })
}

/** The paper's text on the grid of lines, then its attachments, each from a new page and without a grid. */
export function writeOfficialPaper(input: {
  title: string
  text: Paragraph[]
  attachments: (Paragraph | Table)[][]
}): Promise<Buffer> {
  const footers = { default: pageNumber('right'), even: pageNumber('left') }
  return Packer.toBuffer(
    new Document({
      title: input.title,
      styles: documentStyles,
      evenAndOddHeaderAndFooters: true,
      sections: [
        {
          properties: { page: officialPage, grid: { type: DocumentGridType.LINES, linePitch } },
          footers,
          children: input.text,
        },
        ...input.attachments.map((children) => ({
          properties: { page: officialPage, type: SectionType.NEXT_PAGE },
          footers,
          children,
        })),
      ],
    }),
  )
}

/** `— 1 —`, one sign in from the outer edge. */
function pageNumber(side: 'left' | 'right'): Footer {
  const style = { font: 'digits', size: 14 } as const
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: { [side]: 280 },
        children: [
          ...textRuns('— ', style),
          new TextRun({
            children: [PageNumber.CURRENT],
            font: { ascii: '宋体', hAnsi: '宋体', eastAsia: '宋体', cs: '宋体' },
            size: 28,
          }),
          ...textRuns(' —', style),
        ],
      }),
    ],
  })
}
