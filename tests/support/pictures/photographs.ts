import { createNoise } from './noise.ts'
import { type Colour, type Photograph, dim, mix, tint } from './photograph.ts'
import { workshop } from './workshop.ts'

/** Ridges in haze under clouds, a field or water before them. */
const hills: Photograph = (chance, aspect) => {
  const noise = createNoise(chance, 6)
  const horizon = chance.between(0.3, 0.6)
  const [high, low] = [tint(chance, [0.15, 0.5], 0.4), tint(chance, [0.5, 0.9], 0.15)]
  const haze = tint(chance, [0.4, 0.8], 0.15)
  const ridges = Array.from({ length: chance.whole(2, 4) }, (_, at, many = 4) => ({
    base: horizon - 0.02 + 0.06 * at,
    tall: chance.between(0.1, 0.35),
    wide: chance.between(1, 3),
    shift: chance.between(0, 200),
    paint: mix(haze, tint(chance, [0.05, 0.2], 0.4), 0.35 + (0.5 * at) / many),
  })).reverse()
  const [near, far] = [tint(chance, [0.06, 0.35], 0.4), tint(chance, [0.15, 0.45], 0.3)]
  const cover = chance.between(0.35, 0.6)
  const mirror = chance.happens(0.3)
  const sky = (x: number, y: number): Colour => {
    const cloud = Math.max(0, noise(x * 3 * aspect, y * 6 + 50) - cover) * 3
    return mix(mix(high, low, y / horizon), [0.95, 0.95, 0.95], Math.min(1, cloud))
  }
  const land = (x: number, y: number): Colour => {
    for (const { base, tall, wide, shift, paint } of ridges) {
      const top = base - tall * (noise(x * wide * aspect + shift, shift) - 0.3)
      if (y > top) return dim(paint, 0.6 + 0.8 * noise(x * 14 * aspect, y * 20 + shift))
    }
    return sky(x, y)
  }
  return (x, y) => {
    if (y < horizon + 0.06) return land(x, y)
    const depth = 0.08 / (y - horizon)
    const ground = noise((x - 0.5) * 30 * depth + 90, 12 * depth)
    if (mirror) return mix(land(x, 2 * horizon + 0.1 - y + 0.02 * ground), near, 0.3)
    return dim(mix(near, far, Math.min(1, depth)), 0.4 + 1.2 * ground)
  }
}

/** A gallery underground: rock, rails and a row of lamps that lead away. Photographs of one gallery are alike. */
const gallery: Photograph = (chance, aspect) => {
  const place = chance.setting(7000, 5)
  const noise = createNoise(place, 5)
  const step = place.between(1.2, 2.5)
  const [roof, wall] = [place.between(0.25, 0.4), place.between(0.3, 0.5)]
  const stone = tint(place, [0.25, 0.55], 0.2)
  const lamp = tint(place, [0.8, 1], 0.2)
  const [centreX, centreY] = [
    place.between(0.4, 0.6) + chance.between(-0.08, 0.08),
    chance.between(0.38, 0.55),
  ]
  const walked = chance.between(0, 40)
  const glare = { x: chance.between(0.2, 0.8), y: chance.between(0.4, 0.7), size: chance.between(0.02, 0.07) }
  return (x, y) => {
    const [dx, dy] = [(x - centreX) * aspect, y - centreY]
    const depth = 1 / (Math.max(Math.abs(dx) / wall, Math.abs(dy) / roof) + 0.02)
    const along = depth + walked
    const onFloor = dy > 0 && dy / roof > Math.abs(dx) / wall
    const texture = onFloor
      ? noise(dx * depth * 12, along * 6 + 80)
      : noise(Math.atan2(dy, dx) * 6 + 30, along * 5)
    const light = 0.08 + 0.5 / (1 + depth * 0.5) + 0.5 * Math.exp(-12 * Math.abs((along % step) / step - 0.5))
    let seen = dim(stone, light * (0.3 + 1.3 * texture))
    if (onFloor && Math.abs(Math.abs(dx * depth) - 0.18) < 0.02) seen = dim([0.8, 0.8, 0.85], light)
    if (dy < 0 && Math.abs(dx * depth) < 0.05 && (along % step) / step < 0.4) seen = lamp
    const dazzle = Math.exp(-(((x - glare.x) * aspect) ** 2 + (y - glare.y) ** 2) / glare.size ** 2)
    return mix(seen, [1.4, 1.35, 1.2], dazzle)
  }
}

/** Leaves, gravel, coal or cloth close by: detail everywhere, hardly a shape, blurred towards an edge. */
const ground: Photograph = (chance, aspect) => {
  const [coarse, fine] = [createNoise(chance, 3), createNoise(chance, 6)]
  const [dark, bright] = [tint(chance, [0.02, 0.2], 0.5), tint(chance, [0.3, 0.8], 0.4)]
  const size = chance.between(2, 9)
  const lean = chance.between(-1, 1)
  const things = Array.from({ length: chance.whole(1, 5) }, () => ({
    x: chance.between(0.1, 0.9),
    y: chance.between(0.1, 0.9),
    size: chance.between(0.05, 0.25),
    paint: tint(chance, [0.1, 0.9], 0.5),
  }))
  return (x, y) => {
    const [across, down] = [x * aspect * size, (y + lean * x * 0.3) * size]
    const bend = coarse(across * 0.5, down * 0.5)
    let seen = mix(dark, bright, Math.min(1, fine(across + 3 * bend, down - 3 * bend) ** 2 * 2.2))
    for (const { size: wide, paint, ...at } of things) {
      const away = Math.hypot((x - at.x) * aspect, y - at.y) / wide
      if (away < 1) seen = dim(paint, 0.5 + Math.sqrt(1 - away * away) * (0.5 + 0.4 * bend))
      else if (away < 1.25) seen = dim(seen, 0.55)
    }
    return seen
  }
}

export const photographs: Record<string, Photograph> = { hills, gallery, ground, workshop }
