import { type GreySquare, type View, edge } from './picture-hash.ts'

/**
 * How alike two pictures are, 0 to 1, once one is laid over the other. `view` says where in `picture` the view of
 * `stored` roughly is; from there the exact place is found by least squares (Lucas–Kanade with shift and scale of
 * each axis, and with brightness and contrast). Then they are compared block by block, so that two photographs of
 * one room with other people in it differ, while a watermark spoils a few blocks only.
 */
export function comparePictures(picture: Softened, stored: Softened, view: View): number {
  const roughly = fit(picture, stored, startAt(view), { step: 2, rounds: 6 })
  if (!roughly) return 0
  const first = compareBlocks(picture, layOver(stored, roughly))
  if (first < hopeless || first >= certain) return first
  const exactly = fit(picture, stored, roughly, { step: 1, rounds: 3 })
  return exactly ? Math.max(first, compareBlocks(picture, layOver(stored, exactly))) : first
}

/** Grey levels that can be read between pixels. */
export type Softened = Float32Array

/**
 * Lines of writing are as fine as the square's pixels; cut by half a pixel they look otherwise. A little out of focus
 * they can be laid over each other (measured: cut pages 0.65 to 0.89 as they are, 0.95 and more so).
 */
export function soften(square: GreySquare): Softened {
  const across = new Float32Array(edge * edge)
  const both = new Float32Array(edge * edge)
  for (let at = 0; at < across.length; at += 1) {
    const column = at % edge
    const beside = square[column > 0 ? at - 1 : at]! + square[column < edge - 1 ? at + 1 : at]!
    across[at] = (1 - 2 * spread) * square[at]! + spread * beside
  }
  for (let at = 0; at < both.length; at += 1) {
    const beside = across[at >= edge ? at - edge : at]! + across[at < edge * (edge - 1) ? at + edge : at]!
    both[at] = (1 - 2 * spread) * across[at]! + spread * beside
  }
  return both
}

/** Share of a pixel that its neighbour gets. More, and posters of one layout become one. */
const spread = 0.15

/** Rough likeness below which no exact fit makes a copy of it. */
const hopeless = 0.7
/** From here on an exact fit tells nothing more. */
const certain = 0.97
const margin = 0.1
/** Grey levels beyond which a pixel says little about where the picture is: a watermark, a clipped light. */
const outlier = 20
/** Pixels by which the edges may still move when it is good enough. */
const settled = 0.02

/** Pixel p of the picture lies at scale * p + shift of the stored one and is gain * that + offset. */
interface Fit {
  scaleX: number
  shiftX: number
  scaleY: number
  shiftY: number
  gain: number
  offset: number
}

function startAt({ x, y }: View): Fit {
  const scaleX = (1 - 2 * margin) / (x.to - x.from)
  const scaleY = (1 - 2 * margin) / (y.to - y.from)
  const shiftX = (margin - scaleX * x.from) * edge
  const shiftY = (margin - scaleY * y.from) * edge
  return { scaleX, shiftX, scaleY, shiftY, gain: 1, offset: 0 }
}

/** Looks at every `step`th pixel of every `step`th row. Null where the two cannot be laid over each other. */
function fit(
  picture: Softened,
  stored: Softened,
  start: Fit,
  how: { step: number; rounds: number },
): Fit | null {
  const now = { ...start }
  const middle = edge / 2
  for (let round = 0; round < how.rounds; round += 1) {
    const { matrix, right } = gatherEquations(picture, stored, now, how.step)
    if (start.gain === 1 && round === 0) {
      // Brightness first: a shift computed against the wrong brightness runs away.
      const [ss, s, n] = [matrix[28]!, matrix[29]!, matrix[35]!]
      const determinant = ss * n - s * s
      if (!(determinant > 1e-6 * n * n)) return null
      now.gain += (right[4]! * n - right[5]! * s) / determinant
      now.offset += (ss * right[5]! - s * right[4]!) / determinant
      continue
    }
    const change = solve(matrix, right)
    if (!change) return null
    const [moveX, growX, moveY, growY] = change as unknown as [number, number, number, number]
    now.scaleX += growX
    now.shiftX += moveX - growX * middle
    now.scaleY += growY
    now.shiftY += moveY - growY * middle
    now.gain += change[4]!
    now.offset += change[5]!
    if (!(now.gain > 0.3 && now.gain < 3)) return null
    if (!isPlausible(now.scaleX, now.shiftX) || !isPlausible(now.scaleY, now.shiftY)) return null
    if ([moveX, moveY, growX * middle, growY * middle].every((pixels) => Math.abs(pixels) < settled)) break
  }
  return now
}

/** Normal equations for: shift and scale across, shift and scale down (about the middle), gain, offset. */
function gatherEquations(picture: Softened, stored: Softened, now: Fit, step: number) {
  // Sums of the products of slopes 0 to 5, the last being 1, and of slopes with the difference. Written out, as this is
  // where a search spends its time: in a loop over an array it takes three times as long.
  let [
    m00,
    m01,
    m02,
    m03,
    m04,
    m05,
    m11,
    m12,
    m13,
    m14,
    m15,
    m22,
    m23,
    m24,
    m25,
    m33,
    m34,
    m35,
    m44,
    m45,
    m55,
  ] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  let [r0, r1, r2, r3, r4, r5] = [0, 0, 0, 0, 0, 0]
  const middle = edge / 2
  for (let row = 0; row < edge; row += step) {
    const y = now.scaleY * (row + 0.5) + now.shiftY - 0.5
    const top = Math.floor(y)
    if (top < 0 || top >= edge - 1) continue
    const down = y - top
    for (let column = 0; column < edge; column += step) {
      const x = now.scaleX * (column + 0.5) + now.shiftX - 0.5
      const left = Math.floor(x)
      if (left < 0 || left >= edge - 1) continue
      const over = x - left
      const at = top * edge + left
      const a = stored[at]!
      const b = stored[at + 1]!
      const c = stored[at + edge]!
      const d = stored[at + edge + 1]!
      const s4 = (a + (b - a) * over) * (1 - down) + (c + (d - c) * over) * down
      const difference = picture[row * edge + column]! - now.gain * s4 - now.offset
      const far = difference / outlier
      const weight = 1 / (1 + far * far)
      const s0 = now.gain * ((b - a) * (1 - down) + (d - c) * down)
      const s1 = s0 * (column + 0.5 - middle)
      const s2 = now.gain * ((c - a) * (1 - over) + (d - b) * over)
      const s3 = s2 * (row + 0.5 - middle)
      const w0 = weight * s0
      const w1 = weight * s1
      const w2 = weight * s2
      const w3 = weight * s3
      const w4 = weight * s4
      const w5 = weight
      r0 += w0 * difference
      r1 += w1 * difference
      r2 += w2 * difference
      r3 += w3 * difference
      r4 += w4 * difference
      r5 += w5 * difference
      m00 += w0 * s0
      m01 += w0 * s1
      m02 += w0 * s2
      m03 += w0 * s3
      m04 += w0 * s4
      m05 += w0
      m11 += w1 * s1
      m12 += w1 * s2
      m13 += w1 * s3
      m14 += w1 * s4
      m15 += w1
      m22 += w2 * s2
      m23 += w2 * s3
      m24 += w2 * s4
      m25 += w2
      m33 += w3 * s3
      m34 += w3 * s4
      m35 += w3
      m44 += w4 * s4
      m45 += w4
      m55 += w5
    }
  }
  const matrix = new Float64Array(36)
  matrix.set([m00, m01, m02, m03, m04, m05], 0)
  matrix.set([m11, m12, m13, m14, m15], 7)
  matrix.set([m22, m23, m24, m25], 14)
  matrix.set([m33, m34, m35], 21)
  matrix.set([m44, m45], 28)
  matrix.set([m55], 35)
  return { matrix, right: Float64Array.of(r0, r1, r2, r3, r4, r5) }
}

/** Either was cut by up to a tenth a side, or a little of both. */
function isPlausible(scale: number, shift: number): boolean {
  const ends = [shift / edge, (scale * edge + shift) / edge - 1]
  return scale > 0.72 && scale < 1.4 && ends.every((end) => Math.abs(end) < 0.22)
}

/** The stored picture as seen at every pixel of the other; NaN outside. */
function layOver(stored: Softened, to: Fit): Float32Array {
  const laid = new Float32Array(edge * edge).fill(Number.NaN)
  for (let row = 0; row < edge; row += 1) {
    const y = to.scaleY * (row + 0.5) + to.shiftY - 0.5
    const top = Math.floor(y)
    if (top < 0 || top >= edge - 1) continue
    for (let column = 0; column < edge; column += 1) {
      const x = to.scaleX * (column + 0.5) + to.shiftX - 0.5
      const left = Math.floor(x)
      if (left < 0 || left >= edge - 1) continue
      const [over, down, at] = [x - left, y - top, top * edge + left]
      const upper = stored[at]! + (stored[at + 1]! - stored[at]!) * over
      const lower = stored[at + edge]! + (stored[at + edge + 1]! - stored[at + edge]!) * over
      laid[row * edge + column] = upper + (lower - upper) * down
    }
  }
  return laid
}

/** Symmetric, upper half given; Gauss without pivoting is enough with the little that is added to the diagonal. */
function solve(upper: Float64Array, right: Float64Array): Float64Array | null {
  const size = 6
  const matrix = Float64Array.from(upper)
  for (let i = 0; i < size; i += 1) {
    matrix[i * size + i]! *= 1 + 1e-6
    for (let j = 0; j < i; j += 1) matrix[i * size + j] = matrix[j * size + i]!
  }
  const result = Float64Array.from(right)
  for (let pivot = 0; pivot < size; pivot += 1) {
    const divisor = matrix[pivot * size + pivot]!
    if (!(Math.abs(divisor) > 1e-9)) return null
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = matrix[row * size + pivot]! / divisor
      for (let column = pivot; column < size; column += 1)
        matrix[row * size + column]! -= factor * matrix[pivot * size + column]!
      result[row]! -= factor * result[pivot]!
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let column = row + 1; column < size; column += 1)
      result[row]! -= matrix[row * size + column]! * result[column]!
    result[row]! /= matrix[row * size + row]!
  }
  return result
}

const blockEdge = 8
/** Standard deviation in grey levels under which a block shows nothing. */
const plain = 4
const fewestBlocks = 6
/** Share of the worst blocks that does not count: a watermark may hide them. */
const forgiven = 0.25

function compareBlocks(picture: Softened, laid: Float32Array): number {
  const likeness: number[] = []
  for (let top = 0; top < edge; top += blockEdge / 2)
    for (let left = 0; left < edge; left += blockEdge / 2) {
      const found = compareBlock(picture, laid, top, left)
      if (found !== null) likeness.push(found)
    }
  if (likeness.length < fewestBlocks) return 0
  likeness.sort((a, b) => a - b)
  const counted = likeness.slice(Math.floor(likeness.length * forgiven))
  return Math.max(0, counted.reduce((sum, one) => sum + one, 0) / counted.length)
}

/** Normalised correlation; null for a block that is plain in both or lies mostly outside. */
function compareBlock(
  picture: ArrayLike<number>,
  laid: ArrayLike<number>,
  top: number,
  left: number,
): number | null {
  let [count, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0]
  for (let row = top; row < Math.min(edge, top + blockEdge); row += 1)
    for (let column = left; column < Math.min(edge, left + blockEdge); column += 1) {
      const other = laid[row * edge + column]!
      if (Number.isNaN(other)) continue
      const own = picture[row * edge + column]!
      count += 1
      a += own
      b += other
      aa += own * own
      bb += other * other
      ab += own * other
    }
  if (count < (blockEdge * blockEdge) / 2) return null
  const [varianceA, varianceB] = [aa / count - (a / count) ** 2, bb / count - (b / count) ** 2]
  if (Math.max(varianceA, varianceB) < plain ** 2) return null
  return (ab / count - (a / count) * (b / count)) / Math.sqrt(Math.max(varianceA, 1) * Math.max(varianceB, 1))
}

/** Whether there is enough in a picture to know it again; a white page, a wall or a black frame is like any other. */
export function showsEnough(picture: GreySquare): boolean {
  let telling = 0
  for (let top = 0; top + blockEdge <= edge; top += blockEdge / 2)
    for (let left = 0; left + blockEdge <= edge; left += blockEdge / 2)
      if (compareBlock(picture, picture, top, left) !== null) telling += 1
  return telling >= fewestBlocks * 2
}
