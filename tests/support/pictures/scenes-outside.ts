import { type Scene, about } from './scene.ts'
import { box, colour, crowd, disc, fade, shape, writing } from './shapes.ts'

export const drill: Scene = (chance, w, h) => {
  const field = chance.setting(4000, 6)
  const horizon = h * field.between(0.3, 0.45) * about(chance, 1)
  let drawn = fade('sky', colour(field, [200, 220], [20, 60], [55, 75]), '#f2f4f6', [0, 0, w, horizon])
  drawn += box(0, horizon, w, h - horizon, colour(field, [30, 120], [10, 35], [35, 55]))
  for (let house = 0; house < 4; house += 1) {
    const x = w * (house * 0.26 + field.between(-0.05, 0.05))
    const tall = horizon * field.between(0.35, 0.9)
    drawn += box(x, horizon - tall, w * 0.2, tall, colour(field, [10, 60], [5, 30], [45, 80]))
    for (let pane = 0; pane < 12; pane += 1)
      drawn += box(
        x + w * (0.015 + (pane % 4) * 0.047),
        horizon - tall * (0.9 - Math.floor(pane / 4) * 0.3),
        w * 0.025,
        tall * 0.15,
        '#456',
      )
  }
  const orange = field.oneOf(['#e8641b', '#2b4a86', '#3c5a35'])
  for (let row = 0; row < chance.whole(1, 3); row += 1)
    drawn += crowd(
      chance,
      {
        left: w * chance.between(0, 0.3),
        right: w * chance.between(0.6, 1),
        y: horizon + h * (0.2 + row * 0.18),
        height: h * (0.25 + row * 0.06),
        count: chance.whole(4, 11),
      },
      () => (chance.happens(0.75) ? orange : colour(chance, [0, 360], [10, 60], [15, 80])),
    )
  if (chance.happens(0.7)) {
    const x = w * chance.between(0.05, 0.65)
    drawn +=
      box(x, horizon + h * 0.03, w * 0.3, h * 0.2, '#c31f1f') +
      box(x + w * 0.22, horizon + h * 0.06, w * 0.07, h * 0.08, '#cfe4f2')
    for (const wheel of [0.06, 0.23])
      drawn += disc(x + w * wheel, horizon + h * 0.23, h * 0.04, h * 0.04, '#222')
  }
  for (let puff = chance.whole(0, 14), x = w * chance.between(0.1, 0.9); puff > 0; puff -= 1)
    drawn += disc(
      x + w * chance.between(-0.12, 0.12),
      h * chance.between(0.1, 0.6),
      w * chance.between(0.03, 0.1),
      h * chance.between(0.03, 0.1),
      chance.oneOf(['#fff', '#999', '#444', '#f80']),
      'opacity="0.5"',
    )
  return drawn
}

export const street: Scene = (chance, w, h) => {
  const ground = h * chance.between(0.55, 0.8)
  let drawn = fade(
    'sky',
    colour(chance, [190, 230], [10, 70], [40, 75]),
    colour(chance, [20, 220], [5, 50], [75, 95]),
    [0, 0, w, h],
    chance.between(0, 0.5),
  )
  for (let x = -w * 0.1; x < w;) {
    const [wide, tall] = [w * chance.between(0.08, 0.26), ground * chance.between(0.25, 0.95)]
    drawn += box(x, ground - tall, wide, tall, colour(chance, [0, 360], [3, 30], [25, 80]))
    const [across, up] = [chance.whole(2, 6), chance.whole(3, 10)]
    const pane = colour(chance, [180, 240], [5, 40], [15, 70])
    for (let cell = 0; cell < across * up; cell += 1)
      drawn += box(
        x + (wide / across) * ((cell % across) + 0.25),
        ground - tall + (tall / up) * (Math.floor(cell / across) + 0.3),
        (wide / across) * 0.5,
        (tall / up) * 0.45,
        pane,
      )
    x += wide * chance.between(0.9, 1.5)
  }
  drawn += box(0, ground, w, h, colour(chance, [200, 240], [0, 12], [25, 55]))
  for (let tree = chance.whole(0, 6); tree > 0; tree -= 1) {
    const [x, size] = [chance.between(0, w), h * chance.between(0.08, 0.2)]
    drawn +=
      box(x - size * 0.08, ground - size, size * 0.16, size * 1.2, '#4a3524') +
      disc(x, ground - size * 1.3, size * 0.7, size * 0.9, colour(chance, [80, 140], [25, 60], [18, 45]))
  }
  if (chance.happens(0.5)) {
    drawn += box(w * chance.between(0, 0.3), ground - h * 0.3, w * 0.6, h * 0.07, '#c41d1d')
    drawn += writing(
      chance,
      { x: w * 0.3, y: ground - h * 0.285, size: h * 0.035, count: chance.whole(6, 12) },
      '#fff',
    )
  }
  return (
    drawn +
    crowd(
      chance,
      {
        left: w * chance.between(0, 0.4),
        right: w * chance.between(0.5, 1),
        y: h * chance.between(0.85, 1),
        height: h * chance.between(0.2, 0.5),
        count: chance.whole(1, 9),
      },
      () => colour(chance, [0, 360], [10, 70], [15, 85]),
    )
  )
}

export const works: Scene = (chance, w, h) => {
  let drawn = fade(
    'sky',
    colour(chance, [0, 360], [5, 50], [30, 85]),
    colour(chance, [0, 360], [5, 40], [60, 95]),
    [0, 0, w, h],
    chance.between(0, 1),
  )
  for (let ridge = 0; ridge < chance.whole(1, 4); ridge += 1) {
    const points: [number, number][] = [[0, h]]
    for (let x = 0; x <= 12; x += 1)
      points.push([(w * x) / 12, h * chance.between(0.25, 0.5) + h * ridge * 0.12])
    drawn += shape([...points, [w, h]], colour(chance, [60, 200], [5, 45], [15 + ridge * 8, 60]))
  }
  for (let part = chance.whole(3, 9); part > 0; part -= 1) {
    const [x, y, wide] = [
      chance.between(-0.05, 0.9) * w,
      h * chance.between(0.2, 0.8),
      w * chance.between(0.03, 0.3),
    ]
    const paint = colour(chance, [0, 360], [5, 60], [20, 80])
    drawn += chance.oneOf([
      () => box(x, y, wide, h - y, paint),
      () =>
        shape(
          [
            [x, h],
            [x + wide * 0.3, y],
            [x + wide * 0.5, y],
            [x + wide * 0.8, h],
          ],
          paint,
        ),
      () => disc(x, y, wide * 0.6, wide * chance.between(0.3, 0.7), paint),
      () =>
        `<path d="M${x} ${y}l${wide * 2} ${h * chance.between(-0.3, 0.3)}" stroke="${paint}" stroke-width="${wide * 0.15}"/>`,
    ])()
  }
  return (
    drawn +
    (chance.happens(0.6)
      ? crowd(
          chance,
          {
            left: w * chance.between(0, 0.5),
            right: w,
            y: h * chance.between(0.8, 1.1),
            height: h * chance.between(0.25, 0.7),
            count: chance.whole(1, 4),
          },
          () => colour(chance, [0, 360], [10, 70], [15, 85]),
        )
      : '')
  )
}

export const closeUp: Scene = (chance, w, h) => {
  let drawn = fade(
    'table',
    colour(chance, [0, 360], [5, 45], [20, 85]),
    colour(chance, [0, 360], [5, 45], [20, 85]),
    [0, 0, w, h],
    chance.between(0, 1),
  )
  for (let thing = chance.whole(2, 7); thing > 0; thing -= 1) {
    const [x, y, size] = [
      w * chance.between(0.1, 0.9),
      h * chance.between(0.1, 0.9),
      h * chance.between(0.08, 0.35),
    ]
    const paint = colour(chance, [0, 360], [10, 80], [15, 90])
    const turn = `transform="rotate(${chance.whole(0, 180)} ${x.toFixed(0)} ${y.toFixed(0)})"`
    drawn += chance.happens(0.5)
      ? disc(x, y, size, size * chance.between(0.3, 1), paint, turn)
      : box(x - size, y - size / 2, size * 2, size * chance.between(0.3, 1.2), paint, turn)
    if (chance.happens(0.5))
      drawn += writing(
        chance,
        { x: x - size * 0.7, y: y - size * 0.2, size: size * 0.3, count: 4 },
        chance.oneOf(['#fff', '#111', '#d22']),
      )
  }
  return drawn
}
