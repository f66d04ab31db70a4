import sharp, { type OverlayOptions, type Raw, type Sharp } from 'sharp'
import { type Chance, createChance } from './chance.ts'
import { type Colour, expose } from './photograph.ts'
import { photographs } from './photographs.ts'
import { kinds, scenes, upright } from './scenes.ts'
import { writing } from './shapes.ts'

/**
 * The picture of this number in a set: a drawn scene or a computed photograph under uneven light, with grain, as a
 * camera's JPEG. `size` below 1 draws the same smaller and sooner.
 */
export async function drawPicture(number: number, size = 1, set = 0): Promise<Buffer> {
  const chance = createChance(set * 104_729 + number * 7919 + 17, set)
  const kind = chance.oneOf(kinds)
  const isUpright = upright.includes(kind) || chance.happens(0.2)
  const [long, short] = [chance.oneOf([960, 1080, 1200]) * size, chance.oneOf([640, 720, 800]) * size]
  const [width, height] = isUpright ? [short, long] : [long, short]
  const photograph = photographs[kind]
  const drawn = photograph
    ? await takePhotograph(photograph(chance, width / height), width, height)
    : sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scenes[kind]!(chance, width, height)}</svg>`,
        ),
      )
  const light = upright.includes(kind) ? 8 : chance.between(8, 45)
  return drawn
    .flatten({ background: '#fff' })
    .composite([
      await cloud(chance, [4, 3], light, width, height),
      await cloud(chance, [40, 30], chance.between(2, 14), width, height),
      await cloud(chance, [240, 180], chance.between(4, 20), width, height),
    ])
    .jpeg({ quality: 88 })
    .toBuffer()
}

/** Exposed at a third of the size, as a lens is never sharper than that. */
async function takePhotograph(look: (x: number, y: number) => Colour, width: number, height: number) {
  const [across, down] = [Math.round(width / 3), Math.round(height / 3)]
  const enlarged = sharp(expose(look, across, down), {
    raw: { width: across, height: down, channels: 3 },
  }).resize(Math.round(width), Math.round(height), { fit: 'fill', kernel: 'cubic' })
  return sharp(...(await develop(enlarged)))
}

/** Grey noise of about `cells`, `strength` around the middle, stretched softly over the picture. */
async function cloud(
  chance: Chance,
  cells: [number, number],
  strength: number,
  width: number,
  height: number,
): Promise<OverlayOptions> {
  const grey = Buffer.alloc(cells[0] * cells[1])
  for (let at = 0; at < grey.length; at += 1) grey[at] = 128 + chance.between(-strength, strength)
  const [input, options] = await develop(
    sharp(grey, { raw: { width: cells[0], height: cells[1], channels: 1 } })
      .resize(Math.round(width), Math.round(height), { fit: 'fill', kernel: 'cubic' })
      .toColourspace('srgb'),
  )
  return { input, ...options, blend: 'overlay' }
}

/** The pixels as they are, with what sharp needs to go on from them. */
async function develop(picture: Sharp): Promise<[Buffer, { raw: Raw }]> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  return [data, { raw: { width: info.width, height: info.height, channels: info.channels } }]
}

export interface Change {
  quality?: number
  /** Of the width and height. */
  scale?: number
  /** Shares cut off left, top, right, bottom. */
  crop?: [number, number, number, number]
  watermark?: 'corner' | 'across' | 'logo'
  /** 1 = as before. */
  brightness?: number
}

export const changeKinds = ['quality', 'scale', 'crop', 'watermark', 'brightness'] as const
type ChangeKind = (typeof changeKinds)[number]

/**
 * The changes named, or so many of them by chance: what happens to a picture that is sent on, saved again and
 * "improved".
 */
export function chooseChange(
  chance: Chance,
  wanted: number | ChangeKind[] = chance.oneOf([1, 1, 2, 2, 3, 4, 5]),
): Change {
  const chosen = new Set(typeof wanted === 'number' ? [] : wanted)
  while (typeof wanted === 'number' && chosen.size < wanted) chosen.add(chance.oneOf(changeKinds))
  const cut = () => chance.between(0, 0.1)
  return {
    ...(chosen.has('quality') ? { quality: 40 } : {}),
    ...(chosen.has('scale') ? { scale: 0.25 } : {}),
    ...(chosen.has('crop') ? { crop: [cut(), cut(), cut(), cut()] } : {}),
    ...(chosen.has('watermark') ? { watermark: chance.oneOf(['corner', 'across', 'logo'] as const) } : {}),
    ...(chosen.has('brightness') ? { brightness: chance.oneOf([0.8, 1.2, chance.between(0.8, 1.2)]) } : {}),
  }
}

export async function changePicture(original: Buffer, change: Change, chance: Chance): Promise<Buffer> {
  let [pixels, { raw }] = await develop(sharp(original))
  const { width, height } = raw
  const redraw = async (next: (picture: Sharp) => Sharp) => {
    ;[pixels, { raw }] = await develop(next(sharp(pixels, { raw })))
  }
  if (change.crop) {
    const [left, top, right, bottom] = change.crop
    const area = {
      left: Math.round(left * width),
      top: Math.round(top * height),
      width: Math.round((1 - left - right) * width),
      height: Math.round((1 - top - bottom) * height),
    }
    await redraw((picture) => picture.extract(area))
  }
  if (change.watermark) {
    const mark = drawWatermark(change.watermark, chance, raw.width, raw.height)
    await redraw((picture) => picture.composite([{ input: Buffer.from(mark) }]))
  }
  if (change.brightness) await redraw((picture) => picture.linear(change.brightness!, 0))
  if (change.scale) await redraw((picture) => picture.resize(Math.round(raw.width * change.scale!)))
  return sharp(pixels, { raw })
    .jpeg({ quality: change.quality ?? 85 })
    .toBuffer()
}

function drawWatermark(
  kind: NonNullable<Change['watermark']>,
  chance: Chance,
  width: number,
  height: number,
) {
  const ink = chance.oneOf(['#fff', '#000', '#d00'])
  const at = (size: number, count: number, x: number, y: number, more: string) =>
    writing(chance, { x, y, size, count }, ink, more)
  const drawn = {
    corner: () => at(height * 0.045, 10, width * 0.5, height * 0.92, 'opacity="0.85"'),
    across: () =>
      [0.2, 0.5, 0.8]
        .map((y) =>
          at(
            height * 0.07,
            9,
            width * 0.1,
            height * y,
            `opacity="0.4" transform="rotate(-20 ${width / 2} ${height / 2})"`,
          ),
        )
        .join(''),
    logo: () =>
      `<circle cx="${width * 0.86}" cy="${height * 0.16}" r="${height * 0.09}" fill="${ink}" opacity="0.8"/>` +
      at(height * 0.05, 3, width * 0.8, height * 0.14, 'opacity="1" style="mix-blend-mode:difference"'),
  }[kind]()
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn}</svg>`
}
