import type { Chance } from './chance.ts'

/** A smooth field of numbers, about 0 to 1, with detail at every size: stone, cloud, leaves, plaster. */
export type Noise = (x: number, y: number) => number

const cells = 256

export function createNoise(chance: Chance, octaves: number): Noise {
  const lattice = Float32Array.from({ length: cells * cells }, () => chance.between(0, 1))
  const at = (x: number, y: number) => lattice[((y & (cells - 1)) << 8) | (x & (cells - 1))]!
  const smooth = (x: number, y: number) => {
    const [left, top] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - left, y - top]
    const [over, down] = [fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)]
    const upper = at(left, top) + (at(left + 1, top) - at(left, top)) * over
    const lower = at(left, top + 1) + (at(left + 1, top + 1) - at(left, top + 1)) * over
    return upper + (lower - upper) * down
  }
  return (x, y) => {
    let [sum, weight, scale, all] = [0, 1, 1, 0]
    for (let octave = 0; octave < octaves; octave += 1) {
      sum += weight * smooth(x * scale + octave * 37.7, y * scale + octave * 91.3)
      all += weight
      weight *= 0.55
      scale *= 2
    }
    return sum / all
  }
}
