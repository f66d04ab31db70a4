import type { Chance } from './chance.ts'
import { createNoise } from './noise.ts'
import { type Colour, type Photograph, dim, mix, tint } from './photograph.ts'

type Point = [number, number, number]
interface Ball {
  centre: Point
  radius: number
  paint: Colour
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const along = (from: Point, way: Point, far: number): Point => [
  from[0] + way[0] * far,
  from[1] + way[1] * far,
  from[2] + way[2] * far,
]
const unit = (a: Point): Point => {
  const long = Math.sqrt(dot(a, a))
  return [a[0] / long, a[1] / long, a[2] / long]
}

/**
 * A hall with tanks and piles under one lamp, with their shadows, seen from somewhere in it. There are a few halls;
 * what stands in them and where the camera is differs.
 */
export const workshop: Photograph = (chance, aspect) => {
  const hall = chance.setting(8000, 6)
  const [wide, high, deep] = [hall.between(6, 10), hall.between(3, 5), hall.between(8, 14)]
  const noise = createNoise(hall, 4)
  const [floor, wall, ceiling] = [
    tint(hall, [0.2, 0.6], 0.2),
    tint(hall, [0.3, 0.8], 0.3),
    tint(hall, [0.5, 0.9], 0.1),
  ]
  const stripe = hall.between(0.8, 2.5)
  const lamp: Point = [hall.between(-2, 2), high * 0.9, deep * hall.between(0.3, 0.7)]
  const camera: Point = [chance.between(-0.3, 0.3) * wide, chance.between(1.3, 2), chance.between(0.3, 1.5)]
  const turn = chance.between(-0.35, 0.35)
  const balls = Array.from({ length: chance.whole(3, 8) }, () => standBall(chance, wide, deep))

  const hit = (from: Point, way: Point): { far: number; ball: Ball | null } => {
    let [far, ball]: [number, Ball | null] = [Number.POSITIVE_INFINITY, null]
    for (const one of balls) {
      const to = minus(from, one.centre)
      const half = dot(to, way)
      const root = half * half - dot(to, to) + one.radius ** 2
      if (root < 0) continue
      const at = -half - Math.sqrt(root)
      if (at > 1e-3 && at < far) [far, ball] = [at, one]
    }
    return { far, ball }
  }
  /** Where a ray meets the hall itself: how far, which surface, and its inward normal. */
  const meet = (from: Point, way: Point): { far: number; normal: Point } => {
    const sides: [number, Point][] = [
      [((way[0] > 0 ? wide / 2 : -wide / 2) - from[0]) / way[0], [way[0] > 0 ? -1 : 1, 0, 0]],
      [((way[1] > 0 ? high : 0) - from[1]) / way[1], [0, way[1] > 0 ? -1 : 1, 0]],
      [((way[2] > 0 ? deep : 0) - from[2]) / way[2], [0, 0, way[2] > 0 ? -1 : 1]],
    ]
    const [far, normal] = sides.reduce((nearest, one) => (one[0] < nearest[0] ? one : nearest))
    return { far, normal }
  }
  const paintOf = ([x, y, z]: Point, normal: Point): Colour => {
    if (normal[1] > 0) return dim(floor, (Math.floor(x / stripe) + Math.floor(z / stripe)) % 2 ? 0.65 : 1)
    if (normal[1] < 0) return ceiling
    const height = y / high
    const stained = 0.7 + 0.6 * noise((x + z) * 2, y * 2)
    return dim(height < 0.35 ? mix(wall, [0.1, 0.3, 0.25], 0.5) : wall, stained)
  }

  return (x, y) => {
    const [sideways, up] = [(x - 0.5) * aspect * 1.4, (0.5 - y) * 1.4 - 0.1]
    const way = unit([
      sideways * Math.cos(turn) + Math.sin(turn),
      up,
      Math.cos(turn) - sideways * Math.sin(turn),
    ])
    const { far, ball } = hit(camera, way)
    const room = meet(camera, way)
    const place = along(camera, way, ball ? far : room.far)
    const normal = ball ? unit(minus(place, ball.centre)) : room.normal
    const toLamp = minus(lamp, place)
    const away = Math.sqrt(dot(toLamp, toLamp))
    const ray = unit(toLamp)
    const blocked = hit(along(place, normal, 1e-2), ray).far < away
    const lit = blocked ? 0 : (Math.max(0, dot(normal, ray)) * 9) / (1 + away * away * 0.35)
    return dim(ball ? ball.paint : paintOf(place, normal), 0.18 + Math.min(1.3, lit * 0.5))
  }
}

function standBall(chance: Chance, wide: number, deep: number): Ball {
  const radius = chance.between(0.3, 1.1)
  return {
    centre: [
      chance.between(-0.45, 0.45) * wide,
      radius * chance.between(0.7, 1.4),
      deep * chance.between(0.3, 0.9),
    ],
    radius,
    paint: tint(chance, [0.15, 0.8], 0.6),
  }
}
