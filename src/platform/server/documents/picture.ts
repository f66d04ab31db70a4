import sharp from 'sharp'
import { writeSvg } from './pdf.ts'

/** A PNG of the one page that a typst template makes. */
export async function drawPicture(
  template: string,
  data: unknown,
  { width, fontDir }: { width: number; fontDir: string | undefined },
): Promise<Buffer> {
  const svg = writeSvg(template, data, fontDir)
  return sharp(Buffer.from(svg)).resize({ width }).png({ palette: true }).toBuffer()
}
