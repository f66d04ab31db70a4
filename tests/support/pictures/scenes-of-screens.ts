import { type Scene, about } from './scene.ts'
import { box, colour, crowd, disc, fade, writing } from './shapes.ts'

/** An article on a telephone's screen: head of the app, headline, a picture, lines of text. */
export const screenshot: Scene = (chance, w, h) => {
  const app = chance.setting(5000, 4)
  const bar = h * app.between(0.05, 0.08)
  const head = colour(app, [0, 240], [0, 80], [40, 96])
  let drawn = box(0, 0, w, h, '#fff') + box(0, 0, w, bar, head)
  drawn += writing(chance, { x: w * 0.05, y: bar * 0.2, size: bar * 0.25, count: 4 }, '#777')
  drawn += disc(w * 0.92, bar * 0.6, bar * 0.18, bar * 0.18, '#888')
  const size = w * 0.062
  let y = bar * 1.4
  for (let line = chance.whole(1, 2); line >= 0; line -= 1) {
    drawn += writing(chance, { x: w * 0.05, y, size, count: line > 0 ? 12 : chance.whole(4, 12) }, '#111')
    y += size * 1.5
  }
  drawn += writing(chance, { x: w * 0.05, y, size: size * 0.55, count: chance.whole(8, 14) }, '#999')
  y += size * 1.4
  let pictures = chance.whole(1, 2)
  while (y < h * 0.92) {
    if (pictures > 0 && chance.happens(0.35)) {
      pictures -= 1
      const tall = h * chance.between(0.16, 0.26)
      drawn += `<svg x="${w * 0.05}" y="${y}" width="${w * 0.9}" height="${tall}">${snapshot(chance, w * 0.9, tall)}</svg>`
      y += tall + size
    }
    drawn += writing(
      chance,
      { x: w * 0.05, y, size: size * 0.75, count: chance.happens(0.25) ? chance.whole(3, 15) : 16 },
      '#333',
    )
    y += size * 1.35
  }
  return (
    drawn + box(0, h * 0.95, w, h * 0.05, '#f4f4f4') + disc(w * 0.5, h * 0.975, h * 0.012, h * 0.012, '#2a2')
  )
}

const snapshot: Scene = (chance, w, h) =>
  fade(
    `shot${chance.whole(0, 99_999)}`,
    colour(chance, [0, 360], [10, 60], [30, 85]),
    colour(chance, [0, 360], [10, 60], [20, 70]),
    [0, 0, w, h],
  ) +
  box(w * chance.between(0, 0.4), h * 0.1, about(chance, w * 0.5), h * 0.18, '#c31d1d') +
  crowd(chance, { left: 0, right: w, y: h * 1.05, height: h * 0.7, count: chance.whole(3, 8) }, () =>
    colour(chance, [0, 360], [10, 60], [15, 85]),
  )
