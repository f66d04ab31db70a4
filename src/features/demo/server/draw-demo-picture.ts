import sharp from 'sharp'
import { chanceOf } from './plausible-report.ts'

/** The drawing's own measures; the picture is stored smaller. */
const width = 960
const height = 640

/**
 * A drawn scene; no photograph is pretended. `light` makes two of one kind so different that they are not taken for one
 * picture, where that is asked. Bytes of a JPEG.
 */
export async function drawDemoPicture(number: number, day: string, { light = true } = {}): Promise<Buffer> {
  const scene = scenes[number % scenes.length]!
  const dice = new Dice(`picture ${number}`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="640" height="427">
    <g transform="${chooseView(dice)}">${scene(dice)}</g>${light ? castLight(dice) : ''}</svg>`
  return sharp(Buffer.from(svg))
    .jpeg({ quality: 82 })
    .withExif({ IFD2: { DateTimeOriginal: `${day.replaceAll('-', ':')} 09:30:00` } })
    .toBuffer()
}

/** Seen from one side or the other, from near or far: two of one kind are not one picture. */
function chooseView(dice: Dice): string {
  const zoom = dice.between(1.05, 2.1)
  const mirror = dice.between(0, 1) < 0.5
  const left = dice.between(0, width * (zoom - 1))
  const top = dice.between(0, height * (zoom - 1))
  return `translate(${-left} ${-top}) scale(${zoom})${mirror ? ` translate(${width} 0) scale(-1 1)` : ''}`
}

/** Light from somewhere, and the shade of something: gradients, since a blur takes longer than all the rest. */
function castLight(dice: Dice): string {
  const shade = (colour: string, opacity: number, index: number) =>
    `<radialGradient id="soft${index}"><stop offset="0" stop-color="${colour}" stop-opacity="${opacity}"/><stop offset="0.5" stop-color="${colour}" stop-opacity="${opacity * 0.8}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>` +
    `<ellipse cx="${dice.between(0, width)}" cy="${dice.between(0, height)}" rx="${dice.between(170, 500)}" ry="${dice.between(150, 370)}" fill="url(#soft${index})" transform="rotate(${dice.between(-40, 40)} 480 320)"/>`
  return (
    shade('#fff7d6', 0.66, 0) +
    shade('#0b1a33', 0.42, 1) +
    shade('#ffffff', 0.53, 2) +
    shade('#1a0b00', 0.28, 3)
  )
}

/** The same numbers for the same name, one after another. */
class Dice {
  private thrown = 0
  constructor(private readonly name: string) {}
  between(least: number, most: number): number {
    this.thrown += 1
    return least + chanceOf(`${this.name} ${this.thrown}`) * (most - least)
  }
  tint(hue: number, light: number): string {
    return `hsl(${Math.round(hue + this.between(-14, 14))} ${Math.round(this.between(28, 52))}% ${light}%)`
  }
}

const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
const circle = (x: number, y: number, r: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`

function people(dice: Dice, y: number, count: number, size: number, hue: number): string {
  return Array.from({ length: count }, (_, index) => {
    const x = ((index + 0.5) * width) / count + dice.between(-14, 14)
    const tall = size * dice.between(0.85, 1.15)
    return `${rect(x - tall * 0.3, y - tall, tall * 0.6, tall, dice.tint(hue, Math.round(dice.between(30, 55))), `rx="${tall * 0.2}"`)}${circle(x, y - tall * 1.22, tall * 0.24, '#e2b48c')}`
  }).join('')
}

const banner = (y: number, fill: string) =>
  `${rect(150, y, 660, 62, fill, 'rx="4"')}${Array.from({ length: 11 }, (_, index) => rect(185 + index * 54, y + 17, 34, 28, '#ffe9a8', 'rx="3"')).join('')}`

const scenes: ((dice: Dice) => string)[] = [
  // 会议室
  (dice) =>
    rect(0, 0, width, height, dice.tint(40, 90)) +
    rect(0, 430, width, 210, dice.tint(28, 62)) +
    banner(70, '#b3261e') +
    rect(290, 170, 380, 190, '#f7fafc', 'stroke="#8a94a0" stroke-width="8"') +
    rect(330, 210, dice.between(120, 300), 16, '#5b7fae') +
    rect(330, 250, dice.between(120, 300), 16, '#9db4d0') +
    rect(330, 290, dice.between(120, 300), 16, '#c9d6e6') +
    people(dice, 520, 6, 96, 215) +
    people(dice, 640, 8, 118, 230),
  // 应急演练
  (dice) =>
    rect(0, 0, width, 380, dice.tint(205, 82)) +
    rect(0, 380, width, 260, dice.tint(95, 60)) +
    rect(dice.between(60, 140), 190, 300, 230, dice.tint(20, 68)) +
    Array.from({ length: 8 }, () =>
      circle(dice.between(380, 620), dice.between(60, 260), dice.between(40, 88), '#9aa0a6aa'),
    ).join('') +
    `<path d="M470 420 q40 -130 70 -60 q36 -90 60 60 z" fill="#e8590c"/>` +
    rect(690, 300, 210, 110, '#c92a2a', 'rx="10"') +
    rect(700, 320, 60, 44, '#dbeafe') +
    circle(740, 418, 30, '#222') +
    circle(850, 418, 30, '#222') +
    people(dice, 600, 7, 104, 28),
  // 广场咨询日
  (dice) =>
    rect(0, 0, width, 330, dice.tint(200, 84)) +
    rect(0, 330, width, 310, dice.tint(45, 78)) +
    Array.from({ length: 4 }, (_, index) => {
      const x = 60 + index * 225
      const fill = dice.tint(index * 70, 52)
      return `<path d="M${x} 250 l90 -70 l90 70 z" fill="${fill}"/>${rect(x + 8, 250, 8, 170, '#777')}${rect(x + 164, 250, 8, 170, '#777')}${rect(x, 370, 180, 54, fill)}`
    }).join('') +
    banner(60, '#1658b0') +
    people(dice, 560, 9, 92, 340) +
    people(dice, 640, 6, 124, 160),
  // 校园
  (dice) =>
    rect(0, 0, width, 360, dice.tint(210, 86)) +
    rect(110, 110, 740, 250, dice.tint(12, 72)) +
    Array.from({ length: 18 }, (_, index) =>
      rect(150 + (index % 9) * 76, 150 + Math.floor(index / 9) * 90, 46, 54, '#e7f0fa'),
    ).join('') +
    rect(0, 360, width, 280, dice.tint(110, 55)) +
    `<ellipse cx="480" cy="520" rx="420" ry="88" fill="none" stroke="#c2410c" stroke-width="26"/>` +
    people(dice, 610, 12, 70, 200),
  // 厂区
  (dice) =>
    rect(0, 0, width, 360, dice.tint(215, 80)) +
    rect(0, 360, width, 280, '#b9bcc0') +
    rect(120, 200, 260, 220, dice.tint(210, 58)) +
    rect(430, dice.between(90, 140), 60, 330, '#9b6b53') +
    rect(520, dice.between(60, 120), 60, 360, '#a87b62') +
    circle(700, 300, dice.between(80, 110), '#dfe5ea') +
    rect(660, 300, 90, 120, '#cfd6dc') +
    people(dice, 600, 6, 112, 48),
  // 村口宣讲
  (dice) =>
    rect(0, 0, width, 340, dice.tint(195, 86)) +
    `<path d="M0 340 L220 150 L430 330 L640 130 L960 340 Z" fill="${dice.tint(130, 58)}"/>` +
    rect(0, 340, width, 300, dice.tint(75, 66)) +
    Array.from({ length: 3 }, (_, index) => {
      const x = 90 + index * 290
      return `<path d="M${x - 20} 300 l110 -78 l110 78 z" fill="#7c4a3a"/>${rect(x, 300, 180, 110, '#f0e4d2')}${rect(x + 66, 340, 48, 70, '#8d6748')}`
    }).join('') +
    people(dice, 590, 8, 96, 20),
]
