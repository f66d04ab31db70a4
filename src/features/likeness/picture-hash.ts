/**
 * How a picture is found among many. A picture is a small grey square. Of its view (the square without a margin of a
 * tenth, which is what any crop of up to a tenth leaves) eight regions are described by one key each: the signs of
 * the lowest frequencies. A copy that lost its edges shows the same view elsewhere, so a search asks with the keys of
 * all places where the view may be; where a sign is doubtful it asks with both.
 */
export const edge = 48
export type GreySquare = Uint8Array

export interface Interval {
  from: number
  to: number
}
/** A part of a picture, in shares of its width and height. */
export interface View {
  x: Interval
  y: Interval
}
export interface SeenView extends View {
  keys: Int32Array
}

const margin = 0.1
/** Highest frequency plus one, and how many of the lowest pairs of frequencies make a key. */
const frequencies = 7
const keyBits = 24
const doubtfulBits = 2
/** Grey levels under which a region shows nothing: its signs would be chance, or the same for every white page. */
const faintest = 0.7
/** The key of such a region. Nobody asks for it. */
export const noKey = -1
/** How many bits a region counts as different when it shows something in one picture only. */
const bitsOfNothing = 6

/** Shares of the view: whole, first half, middle, second half. */
const spans = [
  [0, 1],
  [0, 0.5],
  [0.25, 0.75],
  [0.5, 1],
] as const
/** Across and down, as indices into `spans`. */
const regions = [
  [0, 0],
  [1, 1],
  [3, 1],
  [1, 3],
  [3, 3],
  [2, 2],
  [0, 2],
  [2, 0],
] as const
export const keyCount = regions.length

const pairs = Array.from({ length: frequencies ** 2 }, (_, at) => [
  at % frequencies,
  Math.floor(at / frequencies),
])
  .slice(1)
  .sort(([a, b], [c, d]) => a! + b! - (c! + d!) || Math.abs(a! - b!) - Math.abs(c! - d!))
  .slice(0, keyBits)
/** Where the two waves of each pair begin. */
const acrossAt = Int32Array.from(pairs, ([across]) => across! * edge)
const downAt = Int32Array.from(pairs, ([, down]) => down! * edge)

/** Cosine waves over an interval, summed over each pixel exactly: parts of pixels count as parts. */
function projectOnto({ from, to }: Interval): Float64Array {
  const waves = new Float64Array(frequencies * edge)
  const [start, end] = [from * edge, to * edge]
  const length = end - start
  for (let wave = 0; wave < frequencies; wave += 1)
    for (let pixel = 0; pixel < edge; pixel += 1) {
      const [low, high] = [Math.max(pixel, start), Math.min(pixel + 1, end)]
      if (high <= low) continue
      const integral = (at: number) =>
        wave === 0 ? at / length : Math.sin((Math.PI * wave * (at - start)) / length) / (Math.PI * wave)
      waves[wave * edge + pixel] = integral(high) - integral(low)
    }
  return waves
}

interface Placed extends Interval {
  spans: { waves: Float64Array; first: number; end: number }[]
}
function place(from: number, to: number): Placed {
  const within = spans.map(([start, end]) => {
    const span = {
      from: Math.max(0, from + (to - from) * start),
      to: Math.min(1, from + (to - from) * end),
    }
    // Pixels outside the span weigh nothing and need not be added up.
    return { waves: projectOnto(span), first: Math.floor(span.from * edge), end: Math.ceil(span.to * edge) }
  })
  return { from, to, spans: within }
}

/** Where the view of the picture itself is, then where that of a stored one may be: this one or that one was cut. */
const ownPlace = place(margin, 1 - margin)
const cuts = [0.025, 0.075]
const places = [
  ownPlace,
  ...cuts.flatMap((first) =>
    cuts.flatMap((last) => {
      const left = 1 - first - last
      return [
        place((margin - first) / left, (1 - margin - first) / left),
        place(first + margin * left, 1 - last - margin * left),
      ]
    }),
  ),
]

/** What a picture is stored under. */
export function computeKeys(picture: GreySquare): Int32Array {
  const across = sumRows(picture, ownPlace)
  return Int32Array.from(regions, ([x, y]) => readKey(measure(across[x]!, ownPlace.spans[y]!)))
}

/** All views under which a copy may be stored, and per region the keys to ask with. */
export function computeViews(picture: GreySquare): { views: SeenView[]; asked: Int32Array[] } {
  const asked = regions.map(() => new Set<number>())
  const views: SeenView[] = []
  for (const x of places) {
    const across = sumRows(picture, x)
    for (const y of places) {
      const keys = new Int32Array(keyCount)
      regions.forEach(([column, row], region) => {
        const values = measure(across[column]!, y.spans[row]!)
        keys[region] = readKey(values)
        if (keys[region] !== noKey) addDoubtful(asked[region]!, keys[region]!, values)
      })
      views.push({ x: { from: x.from, to: x.to }, y: { from: y.from, to: y.to }, keys })
    }
  }
  return { views, asked: asked.map((keys) => Int32Array.from(keys)) }
}

/** Per span, every row of the picture projected onto the waves across. */
function sumRows(picture: GreySquare, placed: Placed): Float64Array[] {
  return placed.spans.map(({ waves, first, end }) => {
    const sums = new Float64Array(frequencies * edge)
    for (let frequency = 0; frequency < frequencies; frequency += 1)
      for (let row = 0; row < edge; row += 1) {
        let sum = 0
        for (let column = first; column < end; column += 1)
          sum += waves[frequency * edge + column]! * picture[row * edge + column]!
        sums[frequency * edge + row] = sum
      }
    return sums
  })
}

function measure(across: Float64Array, { waves, first, end }: Placed['spans'][number]): Float64Array {
  const values = new Float64Array(keyBits)
  for (let bit = 0; bit < keyBits; bit += 1) {
    const column = acrossAt[bit]!
    const line = downAt[bit]!
    let sum = 0
    for (let row = first; row < end; row += 1) sum += across[column + row]! * waves[line + row]!
    values[bit] = sum
  }
  return values
}

function readKey(values: Float64Array): number {
  let key = 0
  let strongest = 0
  for (let bit = 0; bit < keyBits; bit += 1) {
    if (values[bit]! > 0) key |= 1 << bit
    strongest = Math.max(strongest, Math.abs(values[bit]!))
  }
  return strongest < faintest ? noKey : key
}

function addDoubtful(asked: Set<number>, key: number, values: Float64Array): void {
  const weakest: number[] = []
  for (let round = 0; round < doubtfulBits; round += 1) {
    let least = -1
    for (let bit = 0; bit < keyBits; bit += 1)
      if (!weakest.includes(bit) && (least < 0 || Math.abs(values[bit]!) < Math.abs(values[least]!)))
        least = bit
    weakest.push(least)
  }
  for (let choice = 0; choice < 1 << doubtfulBits; choice += 1) {
    let turned = key
    weakest.forEach((bit, at) => {
      if ((choice >> at) & 1) turned ^= 1 << bit
    })
    asked.add(turned)
  }
}

/** In how many bits each view differs from the stored keys, the nearest `count` views first. */
export function rankViews(
  views: SeenView[],
  keys: ArrayLike<number>,
  count: number,
): { view: SeenView; bits: number }[] {
  const nearest: { view: SeenView; bits: number }[] = []
  for (const view of views) {
    const most = nearest.length < count ? Infinity : nearest.at(-1)!.bits
    let bits = 0
    for (let region = 0; region < keyCount && bits < most; region += 1)
      bits += differ(view.keys[region]!, keys[region]!)
    if (bits >= most) continue
    if (nearest.length === count) nearest.pop()
    const before = nearest.findIndex((one) => one.bits > bits)
    nearest.splice(before < 0 ? nearest.length : before, 0, { view, bits })
  }
  return nearest
}

function differ(a: number, b: number): number {
  if (a === b) return 0
  return a === noKey || b === noKey ? bitsOfNothing : countBits(a ^ b)
}

function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
