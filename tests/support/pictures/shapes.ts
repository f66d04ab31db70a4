import type { Chance } from './chance.ts'

/** Parts that scenes are drawn from, as SVG. */
export const box = (x: number, y: number, width: number, height: number, fill: string, more = '') =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(0, width).toFixed(1)}" height="${Math.max(0, height).toFixed(1)}" fill="${fill}" ${more}/>`

export const disc = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" fill="${fill}" ${more}/>`

export const shape = (points: [number, number][], fill: string, more = '') =>
  `<polygon points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="${fill}" ${more}/>`

export function colour(
  chance: Chance,
  hue: [number, number],
  saturation: [number, number],
  light: [number, number],
) {
  return `hsl(${chance.between(...hue).toFixed(0)} ${chance.between(...saturation).toFixed(0)}% ${chance.between(...light).toFixed(0)}%)`
}

/** From colour `from` above to `to` below, over the whole rectangle. */
export function fade(
  id: string,
  from: string,
  to: string,
  area: [number, number, number, number],
  tilt = 0,
): string {
  return `<linearGradient id="${id}" x1="${tilt}" y1="0" x2="${1 - tilt}" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>${box(...area, `url(#${id})`)}`
}

/** Signs that look like writing whatever fonts the machine has. */
export function writing(
  chance: Chance,
  area: { x: number; y: number; size: number; count: number },
  ink: string,
  more = '',
): string {
  let path = ''
  for (let sign = 0; sign < area.count; sign += 1) {
    if (chance.happens(0.06)) continue
    const left = area.x + sign * area.size * 1.12
    for (let stroke = chance.whole(3, 6); stroke > 0; stroke -= 1) {
      const at = () => chance.between(0, area.size)
      const [x, y] = [left + at(), area.y + at()]
      if (chance.happens(0.5)) path += `M${x.toFixed(1)} ${y.toFixed(1)}H${(left + at()).toFixed(1)}`
      else
        path += `M${x.toFixed(1)} ${y.toFixed(1)}L${(left + at()).toFixed(1)} ${(area.y + at()).toFixed(1)}`
    }
  }
  return `<path d="${path}" stroke="${ink}" stroke-width="${(area.size / 9).toFixed(1)}" fill="none" ${more}/>`
}

/** Somebody seen from the front or the back, `height` tall, standing at (x, y). */
export function person(chance: Chance, x: number, y: number, height: number, clothes: string): string {
  const head = height * 0.085
  const wide = height * chance.between(0.12, 0.16)
  const top = y - height + head * 2
  const skin = colour(chance, [18, 32], [30, 50], [45, 75])
  const hair = chance.happens(0.5)
    ? colour(chance, [0, 40], [5, 20], [8, 25])
    : chance.oneOf(['#d8b020', '#c33', '#e8e8e8'])
  return (
    shape(
      [
        [x - wide, top + head * 0.6],
        [x + wide, top + head * 0.6],
        [x + wide * 0.8, y - height * 0.42],
        [x - wide * 0.8, y - height * 0.42],
      ],
      clothes,
    ) +
    box(
      x - wide * 0.7,
      y - height * 0.45,
      wide * 0.62,
      height * 0.45,
      colour(chance, [200, 260], [5, 30], [12, 35]),
    ) +
    box(
      x + wide * 0.08,
      y - height * 0.45,
      wide * 0.62,
      height * 0.45,
      colour(chance, [200, 260], [5, 30], [12, 35]),
    ) +
    disc(x, top - head * 0.4, head, head * 1.15, skin) +
    disc(x, top - head * 0.9, head * 1.05, head * 0.75, hair)
  )
}

/** A row of people from `left` to `right`. */
export function crowd(
  chance: Chance,
  row: { left: number; right: number; y: number; height: number; count: number },
  clothes: () => string,
): string {
  const step = (row.right - row.left) / row.count
  let drawn = ''
  for (let place = 0; place < row.count; place += 1)
    if (chance.happens(0.88))
      drawn += person(
        chance,
        row.left + step * (place + 0.5) + chance.between(-0.25, 0.25) * step,
        row.y + chance.between(-0.03, 0.03) * row.height,
        row.height * chance.between(0.9, 1.1),
        clothes(),
      )
  return drawn
}
