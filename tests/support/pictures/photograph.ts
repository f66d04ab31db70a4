import type { Chance } from './chance.ts'

/** Red, green and blue, 0 to 1 and beyond where a lamp dazzles. */
export type Colour = [number, number, number]

/** What a lens would see at a point, both 0 to 1 from the upper left. */
export type Photograph = (chance: Chance, aspect: number) => (x: number, y: number) => Colour

/** `look` at every pixel, as bytes. */
export function expose(look: (x: number, y: number) => Colour, width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const seen = look((column + 0.5) / width, (row + 0.5) / height)
      const at = (row * width + column) * 3
      for (let channel = 0; channel < 3; channel += 1)
        pixels[at + channel] = 255 * Math.min(1, Math.max(0, seen[channel]!)) ** (1 / 1.8)
    }
  return pixels
}

export const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
]
export const dim = (colour: Colour, by: number): Colour => [colour[0] * by, colour[1] * by, colour[2] * by]

export function tint(chance: Chance, light: [number, number], strength: number): Colour {
  const grey = chance.between(...light)
  const turn = () => grey * (1 + chance.between(-strength, strength))
  return [turn(), turn(), turn()]
}
