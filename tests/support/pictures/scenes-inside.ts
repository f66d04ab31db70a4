import { type Scene, about } from './scene.ts'
import { box, colour, crowd, disc, fade, person, writing } from './shapes.ts'

export const meeting: Scene = (chance, w, h) => {
  const room = chance.setting(1000, 8)
  const wall = colour(room, [20, 60], [5, 30], [62, 88])
  const lean = about(chance, 1)
  const ceiling = h * room.between(0.04, 0.16) * lean
  const bannerY = ceiling + h * room.between(0.02, 0.06)
  const bannerHeight = h * room.between(0.07, 0.12) * lean
  const [from, to] = [
    w * room.between(0.05, 0.2) * about(chance, 1, 0.08),
    w * room.between(0.8, 0.95) * lean,
  ]
  let drawn = box(0, 0, w, h, wall) + box(0, 0, w, ceiling, colour(room, [40, 60], [0, 10], [80, 96]))
  for (let lamp = room.whole(2, 5); lamp > 0; lamp -= 1)
    drawn += box(w * room.between(0.05, 0.9), ceiling * 0.3, w * 0.08, ceiling * 0.3, '#fff')
  drawn += fade(
    'floor',
    colour(room, [15, 40], [15, 40], [35, 60]),
    colour(room, [15, 40], [15, 40], [20, 40]),
    [0, h * 0.62, w, h * 0.38],
  )
  if (room.happens(0.5))
    for (let pane = 0; pane < 3; pane += 1)
      drawn += box(w * (0.03 + pane * 0.07), bannerY + bannerHeight * 1.5, w * 0.055, h * 0.25, '#dfeaf5')
  if (room.happens(0.6)) {
    const [x, wide] = [w * room.between(0.3, 0.5), w * room.between(0.2, 0.3)]
    drawn += box(
      x,
      bannerY + bannerHeight * 1.4,
      wide,
      h * 0.24,
      colour(chance, [190, 230], [20, 80], [45, 92]),
    )
    for (let line = 0; line < 4; line += 1)
      drawn += writing(
        chance,
        {
          x: x + wide * 0.08,
          y: bannerY + bannerHeight * 1.6 + line * h * 0.05,
          size: h * 0.025,
          count: chance.whole(3, 9),
        },
        '#234',
      )
  }
  drawn += box(from, bannerY, to - from, bannerHeight, colour(room, [352, 362], [70, 90], [38, 50]))
  const signs = chance.whole(10, 18)
  const size = Math.min(bannerHeight * 0.6, ((to - from) * 0.9) / signs / 1.12)
  drawn += writing(
    chance,
    { x: (from + to - signs * size * 1.12) / 2, y: bannerY + (bannerHeight - size) / 2, size, count: signs },
    room.oneOf(['#ffe9a0', '#fff']),
  )
  const clothes = () => colour(chance, chance.happens(0.6) ? [200, 240] : [0, 360], [5, 55], [18, 85])
  drawn += crowd(
    chance,
    { left: w * 0.1, right: w * 0.9, y: h * 0.74, height: h * 0.34, count: chance.whole(4, 9) },
    clothes,
  )
  drawn += box(
    w * room.between(0.05, 0.12),
    h * 0.66 * lean,
    w * 0.8,
    h * 0.09,
    colour(room, [10, 30], [30, 60], [22, 40]),
  )
  for (let row = 0; row < 2; row += 1)
    drawn += crowd(
      chance,
      {
        left: 0,
        right: w,
        y: h * (1.02 + row * 0.16),
        height: h * (0.36 + row * 0.12),
        count: chance.whole(5, 9),
      },
      clothes,
    )
  return drawn
}

export const poster: Scene = (chance, w, h) => {
  const layout = chance.setting(2000, 5)
  const hue = layout.oneOf([0, 0, 120, 210])
  const ground = colour(chance, [hue - 6, hue + 6], [55, 85], [35, 55])
  let drawn = fade('ground', colour(chance, [hue, hue + 30], [40, 90], [70, 92]), '#fff', [0, 0, w, h])
  const top = h * layout.between(0.16, 0.28)
  drawn += box(0, 0, w, top, ground)
  const count = chance.whole(6, 11)
  const size = Math.min(top * 0.5, (w * 0.9) / count / 1.12)
  drawn += writing(chance, { x: (w - count * size * 1.12) / 2, y: top * 0.25, size, count }, '#fff')
  const columns = layout.whole(2, 3)
  for (let column = 0; column < columns; column += 1) {
    const [x, wide] = [(w / columns) * (column + 0.08), (w / columns) * 0.84]
    const pictureHeight = h * layout.between(0.18, 0.3)
    const tall = chance.between(0.3, 0.8)
    drawn += box(x, top * 1.15, wide, pictureHeight, colour(chance, [0, 360], [20, 60], [40, 80]))
    drawn += disc(
      x + wide * chance.between(0.2, 0.8),
      top * 1.15 + pictureHeight * tall,
      wide * 0.2,
      pictureHeight * 0.18,
      colour(chance, [0, 360], [20, 80], [15, 90]),
    )
    drawn += person(
      chance,
      x + wide * chance.between(0.2, 0.8),
      top * 1.15 + pictureHeight,
      pictureHeight * chance.between(0.6, 0.9),
      colour(chance, [0, 360], [20, 80], [15, 80]),
    )
    for (let line = 0; line < 9; line += 1)
      drawn += writing(
        chance,
        {
          x,
          y: top * 1.3 + pictureHeight + line * h * 0.045,
          size: h * 0.025,
          count: Math.floor((wide / (h * 0.028)) * (chance.happens(0.3) ? chance.between(0.2, 0.9) : 1)),
        },
        '#333',
      )
  }
  return drawn + box(0, h * 0.94, w, h * 0.06, ground)
}

export const page: Scene = (chance, w, h) => {
  const form = chance.setting(3000, 4)
  const size = h * form.between(0.016, 0.024)
  let drawn = box(0, 0, w, h, colour(chance, [40, 60], [0, 12], [88, 98]))
  drawn += writing(
    chance,
    { x: w * 0.25, y: h * 0.06, size: size * 1.8, count: chance.whole(6, 11) },
    form.oneOf(['#c22', '#222']),
  )
  let y = h * 0.15
  while (y < h * 0.9) {
    if (chance.happens(0.12)) {
      const rows = chance.whole(2, 6)
      for (let row = 0; row <= rows; row += 1) drawn += box(w * 0.1, y + row * size * 2, w * 0.8, 2, '#444')
      for (let row = 0; row < rows; row += 1)
        for (let cell = 0; cell < 4; cell += 1)
          drawn += writing(
            chance,
            { x: w * (0.12 + cell * 0.2), y: y + size * (row * 2 + 0.5), size, count: chance.whole(1, 6) },
            '#333',
          )
      y += size * (rows * 2 + 1.6)
    } else {
      const full = Math.floor((w * 0.8) / size / 1.12)
      drawn += writing(
        chance,
        { x: w * 0.1, y, size, count: chance.happens(0.3) ? chance.whole(3, full) : full },
        '#333',
      )
      y += size * 1.6
    }
  }
  if (form.happens(0.7))
    drawn += disc(
      w * chance.between(0.55, 0.8),
      h * chance.between(0.7, 0.88),
      w * 0.09,
      w * 0.09,
      'none',
      `stroke="#d22" stroke-width="${w * 0.008}"`,
    )
  return drawn
}
