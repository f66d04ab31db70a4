import sharp, { type Sharp } from 'sharp'
import { type Chance, createChance } from './chance.ts'
import { sceneNames, scenes } from './scenes.ts'
import { writing } from './shapes.ts'

/**
 * The picture of this number: a drawn scene under uneven light, with grain, as a camera's JPEG. `size` below 1 draws
 * the same smaller and sooner.
 */
export async function drawPicture(number: number, size = 1): Promise<Buffer> {
  const chance = createChance(number * 7919 + 17)
  const scene = chance.oneOf(sceneNames)
  const upright = scene === 'page' || chance.happens(0.2)
  const [long, short] = [chance.oneOf([960, 1080, 1200]) * size, chance.oneOf([640, 720, 800]) * size]
  const [width, height] = upright ? [short, long] : [long, short]
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scenes[scene]!(chance, width, height)}</svg>`
  const light = scene === 'page' ? 8 : chance.between(8, 45)
  return sharp(Buffer.from(drawn))
    .flatten({ background: '#fff' })
    .composite([
      { input: await cloud(chance, [4, 3], light, width, height), blend: 'overlay' },
      { input: await cloud(chance, [40, 30], chance.between(2, 14), width, height), blend: 'overlay' },
      { input: await cloud(chance, [240, 180], chance.between(4, 20), width, height), blend: 'overlay' },
    ])
    .jpeg({ quality: 88 })
    .toBuffer()
}

/** Grey noise of about `cells`, `strength` around the middle, stretched softly over the picture. */
async function cloud(
  chance: Chance,
  cells: [number, number],
  strength: number,
  width: number,
  height: number,
) {
  const grey = Buffer.alloc(cells[0] * cells[1])
  for (let at = 0; at < grey.length; at += 1) grey[at] = 128 + chance.between(-strength, strength)
  return sharp(grey, { raw: { width: cells[0], height: cells[1], channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('srgb')
    .png({ compressionLevel: 0 })
    .toBuffer()
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

/** One change, or several together: what happens to a picture that is sent on, saved again and "improved". */
export function chooseChange(chance: Chance): Change {
  const all = ['quality', 'scale', 'crop', 'watermark', 'brightness'] as const
  const count = chance.oneOf([1, 1, 2, 2, 3, 4, 5])
  const chosen = new Set<(typeof all)[number]>()
  while (chosen.size < count) chosen.add(chance.oneOf(all))
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
  let { width, height } = await sharp(original).metadata()
  let bytes = original
  const redraw = async (next: (picture: Sharp) => Sharp) => {
    bytes = await next(sharp(bytes)).png({ compressionLevel: 0 }).toBuffer()
    ;({ width, height } = await sharp(bytes).metadata())
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
    const mark = drawWatermark(change.watermark, chance, width, height)
    await redraw((picture) => picture.composite([{ input: Buffer.from(mark) }]))
  }
  if (change.brightness) await redraw((picture) => picture.linear(change.brightness!, 0))
  if (change.scale) await redraw((picture) => picture.resize(Math.round(width * change.scale!)))
  return sharp(bytes)
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
