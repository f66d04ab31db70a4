/** A drawn signature is kept as strokes in a box of this size: `x,y x,y;x,y x,y`. */
export const signatureBox = { width: 1000, height: 400 }
export const longestStrokes = 24_000

type Stroke = { x: number; y: number }[]

/** The strokes of a text, or null where it is none or leaves the box. */
export function readStrokes(text: string): Stroke[] | null {
  if (text.length > longestStrokes || !/^\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*$/.test(text)) return null
  const strokes = text.split(';').map((stroke) =>
    stroke.split(' ').map((point) => {
      const [x, y] = point.split(',').map(Number)
      return { x: x!, y: y! }
    }),
  )
  const fits = strokes.flat().every(({ x, y }) => x <= signatureBox.width && y <= signatureBox.height)
  return fits ? strokes : null
}

/** Rounded, kept inside the box, and thinned until it fits. */
export function writeStrokes(strokes: Stroke[]): string {
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, Math.round(value)))
  for (let gap = 4; ; gap *= 2) {
    const text = strokes
      .map((stroke) => thin(stroke, gap))
      .map((stroke) =>
        stroke
          .map(({ x, y }) => `${clamp(x, signatureBox.width)},${clamp(y, signatureBox.height)}`)
          .join(' '),
      )
      .join(';')
    if (text.length <= longestStrokes || gap > signatureBox.width) return text.slice(0, longestStrokes)
  }
}

function thin(stroke: Stroke, gap: number): Stroke {
  let last = stroke[0]!
  return stroke.filter((point, index) => {
    const keep =
      index === 0 || index === stroke.length - 1 || Math.hypot(point.x - last.x, point.y - last.y) >= gap
    if (keep) last = point
    return keep
  })
}

/** A dot or a slip of the finger is not a signature. */
export function isSignature(strokes: Stroke[]): boolean {
  const length = strokes.reduce(
    (sum, stroke) =>
      sum +
      stroke.slice(1).reduce((part, at, index) => {
        const from = stroke[index]!
        return part + Math.hypot(at.x - from.x, at.y - from.y)
      }, 0),
    0,
  )
  return length >= 200
}

/** Path of an SVG in the signature's box. */
export function drawPath(strokes: Stroke[]): string {
  return strokes
    .map((stroke) => {
      const [first, ...rest] = stroke
      // A dot is a line of no length; a round cap shows it.
      const points = rest.length > 0 ? rest : [first!]
      return `M${first!.x} ${first!.y}${points.map(({ x, y }) => `L${x} ${y}`).join('')}`
    })
    .join('')
}
