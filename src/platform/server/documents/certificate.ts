import sharp from 'sharp'
import { writePdf, writeSvg } from './pdf.ts'
import { drawQrCode } from './qr-code.ts'

/** What stands on a certificate that a citizen keeps: one page of A4. */
export interface CertificateInput {
  title: string
  /** Name of the person, or, where it was drawn, the signature as SVG. */
  holder: { label: string; name: string } | { label: string; signature: string }
  /** Paragraphs of the text. */
  lines: string[]
  /** Of a line or two: set large on a page that lies, as such papers are hung. */
  short: boolean
  /** `企业`, `某某公司` and the like, below the text. */
  facts: { label: string; value: string }[]
  /** As people write it: 2022年6月15日. */
  date: string
  issuer: string
  /** In groups, as it is typed. */
  code: string
  /** Address of the page that confirms it; also in the QR code. */
  checkUrl: string
}

export function writeCertificatePdf(input: CertificateInput, fontDir: string | undefined, at: Date): Buffer {
  return writePdf(template, toData(input), fontDir, at)
}

/** PNG, wide enough for a phone's screen and for printing. */
export async function writeCertificatePicture(
  input: CertificateInput,
  fontDir: string | undefined,
): Promise<Buffer> {
  const svg = writeSvg(template, toData(input), fontDir)
  return sharp(Buffer.from(svg), { density: 102 })
    .resize({ width: input.short ? 1684 : 1190 })
    .flatten({ background: '#ffffff' })
    .png({ palette: true })
    .toBuffer()
}

function toData(input: CertificateInput) {
  const signs = input.lines.reduce((sum, line) => sum + Math.max(36, line.length), 0)
  return {
    ...input,
    qr: drawQrCode(input.checkUrl),
    // Long texts are set smaller, so that it stays one page.
    size: input.short ? 20 : signs > 1900 ? 8 : signs > 1300 ? 9.5 : signs > 800 ? 11 : signs > 450 ? 13 : 15,
  }
}

const template = `
#let d = json(bytes(sys.inputs.data))
#let body = ("FangSong_GB2312", "FangSong", "STFangsong", "Noto Sans SC")
#let heading = ("FZXiaoBiaoSong-B05S", "SimSun", "Noto Sans SC")
#let ink = rgb("#1658b0")
#set document(title: d.title)
#set page(paper: "a4", flipped: d.short,
  margin: if d.short { (x: 44mm, top: 36mm, bottom: 28mm) } else { (x: 32mm, top: 34mm, bottom: 30mm) },
  background: {
    place(center + horizon, rect(width: 100% - 24mm, height: 100% - 24mm, stroke: 2pt + ink))
    place(center + horizon, rect(width: 100% - 29mm, height: 100% - 29mm, stroke: 0.6pt + ink))
  })
#set text(font: body, size: d.size * 1pt, lang: "zh", region: "cn")
#set par(leading: 0.75em, spacing: 0.95em, justify: true)
#align(center, block(below: if d.short { 14mm } else { 10mm },
  text(font: heading, size: if d.short { 36pt } else { 26pt }, weight: "bold", fill: ink, d.title)))
#for line in d.lines { par(first-line-indent: if d.short { (amount: 2em, all: true) } else { 0pt }, line) }
#v(1fr)
#set text(size: 11.5pt)
#grid(columns: (34mm, 1fr), column-gutter: 8mm, align: (left + bottom, right + bottom),
  {
    image(bytes(d.qr), format: "svg", width: 30mm)
    v(-2mm)
    text(size: 8.5pt, fill: luma(90))[扫码核验]
  },
  {
    set par(justify: false, spacing: 0.8em)
    for fact in d.facts { par(fact.label + "：" + fact.value) }
    par[#d.holder.label：#if "signature" in d.holder {
      box(baseline: 35%, image(bytes(d.holder.signature), format: "svg", height: 17mm))
    } else { text(size: 15pt, weight: "bold", d.holder.name) }]
    par(d.date)
  },
)
#v(5mm)
#line(length: 100%, stroke: 0.5pt + luma(180))
#text(size: 8.5pt, fill: luma(90), d.issuer + "　编号：" + d.code)
`
