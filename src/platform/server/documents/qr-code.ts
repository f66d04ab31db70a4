import { renderSVG } from 'uqr'

/** A QR code as SVG, black on white in both colour schemes, because scanners want it so. */
export function drawQrCode(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 2 })
}
