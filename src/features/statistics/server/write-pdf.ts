import { writePdf } from '../../../platform/server/documents/pdf.ts'
import type { SheetModel } from './sheet-model.ts'

export function writeStatisticsPdf(model: SheetModel, fontDir: string | undefined, at: Date): Buffer {
  return writePdf(template, model, fontDir, at)
}

/** The operator's FangSong where FONT_DIR has one, else the Noto that comes along. */
const template = `
#let d = json(bytes(sys.inputs.data))
#let body = ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Sans SC")
#let heading = ("SimHei", "Noto Sans SC")
#let title = ("FZXiaoBiaoSong-B05S", "SimSun", "Noto Sans SC")
#set document(title: d.title)
#set page(paper: "a4", margin: (top: 30mm, bottom: 28mm, left: 28mm, right: 26mm),
  footer: context align(center, text(size: 9pt)[#d.footer　第#counter(page).display("1/1", both: true)页]))
#set text(font: body, size: 11.5pt, lang: "zh", region: "cn")
#set par(leading: 0.62em, spacing: 0.62em, justify: false)
#set table.cell(breakable: false)
#if d.attachmentLabel != "" { text(font: heading, size: 14pt, d.attachmentLabel) }
#align(center, block(above: 12pt, below: 14pt, text(font: title, size: 19pt, weight: "bold", d.title)))
#text(size: 10.5pt, d.headerLines.join(linebreak()))
#let lines(value) = value.split("\\n").join(linebreak())
#table(
  columns: (18fr, 36fr, 46fr),
  stroke: 0.5pt,
  inset: (x: 5pt, y: 6pt),
  align: (center + horizon, left + horizon, left + horizon),
  table.header(..d.headings.map(one => align(center, text(font: heading, weight: "bold", one)))),
  ..d.groups.map(group => (
    lines(group.title),
    group.requirement,
    group.lines.map(line => par(line)).join(),
  )).flatten(),
)
#v(6pt)
#set text(size: 9pt)
#for line in d.coverageLines { par(line) }
`
