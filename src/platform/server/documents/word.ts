import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'

/** Fonts of GB/T 9704. They are named, not embedded: offices have them; other machines substitute. */
const wordFonts = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
  digits: '宋体',
} as const

/** Width between the margins of GB/T 9704 (28 mm and 26 mm on A4), in twips. */
export const textWidth = 8845

interface TextStyle {
  font?: keyof typeof wordFonts
  /** Points. */
  size?: number
  bold?: boolean
  /** Twips between signs. */
  spacing?: number
}

/** Every run writes out all its fonts, so that no theme and no default decides. Line feeds become breaks. */
export function textRuns(text: string, style: TextStyle = {}): TextRun[] {
  const name = wordFonts[style.font ?? 'body']
  return text.split('\n').map(
    (part, index) =>
      new TextRun({
        text: part,
        font: { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' },
        size: (style.size ?? 16) * 2,
        ...(style.bold ? { bold: true } : {}),
        ...(style.spacing ? { characterSpacing: style.spacing } : {}),
        ...(index > 0 ? { break: 1 } : {}),
      }),
  )
}

export interface ParagraphStyle extends TextStyle {
  align?: 'left' | 'center' | 'right'
  /** Points. */
  before?: number
  after?: number
  /** Exact line pitch in points. */
  line?: number
  keepWithNext?: boolean
  /** Characters of its own size by which all lines stand in, and the first one further (or, below zero, less). */
  indent?: { left?: number; right?: number; firstLine?: number }
}

export function paragraph(text: string | ParagraphChild[], style: ParagraphStyle = {}): Paragraph {
  const twips = (signs = 0) => Math.round(signs * (style.size ?? 16) * 20)
  const { left, right, firstLine = 0 } = style.indent ?? {}
  const first = firstLine < 0 ? { hanging: twips(-firstLine) } : { firstLine: twips(firstLine) }
  return new Paragraph({
    ...(style.indent ? { indent: { left: twips(left), right: twips(right), ...first } } : {}),
    alignment: AlignmentType[(style.align ?? 'left').toUpperCase() as 'LEFT'],
    spacing: {
      before: (style.before ?? 0) * 20,
      after: (style.after ?? 0) * 20,
      ...(style.line ? { line: style.line * 20, lineRule: 'exact' as const } : {}),
    },
    ...(style.keepWithNext ? { keepNext: true } : {}),
    children: typeof text === 'string' ? textRuns(text, style) : text,
  })
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }

/** A cell over several rows; in those below it its place is null. */
type RuledCell = Paragraph[] | { children: Paragraph[]; rows: number } | null

/** A ruled table of fixed layout: its grid and each cell's width are written out. The first row repeats. */
export function ruledTable(widths: number[], rows: RuledCell[][]): Table {
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { top: 60, bottom: 60, left: 80, right: 80, marginUnitType: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          tableHeader: row === 0,
          cantSplit: true,
          children: cells.flatMap((cell, column) =>
            cell === null
              ? []
              : new TableCell({
                  width: { size: widths[column]!, type: WidthType.DXA },
                  verticalAlign: VerticalAlignTable.CENTER,
                  ...(Array.isArray(cell)
                    ? { children: cell }
                    : { children: cell.children, rowSpan: cell.rows }),
                }),
          ),
        }),
    ),
  })
}

const body = wordFonts.body
export const documentStyles = {
  default: {
    document: { run: { font: { ascii: body, hAnsi: body, eastAsia: body, cs: body }, size: 32 } },
  },
}

/** A4 with the margins of GB/T 9704. */
export const officialPage = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474, header: 851, footer: 992 },
}

/** A4 with the margins of GB/T 9704 and a page number; no document grid, which tables do not want. */
export async function writeWord(input: {
  title: string
  children: (Paragraph | Table)[]
  footer: string
}): Promise<Buffer> {
  const document = new Document({
    title: input.title,
    styles: documentStyles,
    sections: [
      {
        properties: { page: officialPage },
        footers: { default: new Footer({ children: [footerLine(input.footer)] }) },
        children: input.children,
      },
    ],
  })
  return Packer.toBuffer(document)
}

function footerLine(text: string): Paragraph {
  const name = wordFonts.body
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      ...textRuns(`${text}　第`, { size: 10.5 }),
      new TextRun({
        children: [PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES],
        font: { ascii: name, hAnsi: name, eastAsia: name, cs: name },
        size: 21,
      }),
      ...textRuns('页', { size: 10.5 }),
    ],
  })
}
