import { drawPicture } from '../../../platform/server/documents/picture.ts'
import { drawQrCode } from '../../../platform/server/documents/qr-code.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'

const blue = '#1658b0'

interface Shared {
  definition: CampaignDefinition
  /** Title of the page that is shared. */
  title: string
  address: string
  /** What to do with the code: 「扫一扫，马上参加」. */
  invitation: string
}

/** 1200×630, what chat apps show beside a link. */
export function drawCard(
  { config }: Services,
  { definition, title }: Omit<Shared, 'address' | 'invitation'>,
): Promise<Buffer> {
  const data = { ...wordsOf(definition), title }
  return drawPicture(card, data, { width: 1200, fontDir: config.fontDir })
}

/** 1080×1920, a phone's screen. */
export function drawPoster(
  { config }: Services,
  { definition, title, address, invitation }: Shared,
): Promise<Buffer> {
  const data = {
    ...wordsOf(definition),
    title,
    invitation,
    address: address.replace(/^https?:\/\//, ''),
    qr: drawQrCode(address),
  }
  return drawPicture(poster, data, { width: 1080, fontDir: config.fontDir })
}

function wordsOf(definition: CampaignDefinition) {
  return {
    theme: definition.theme.split(' '),
    campaign: definition.title,
    organiser: definition.organiser.name,
    accent: definition.public.portal?.accent ?? blue,
  }
}

const common = `
#let data = json(bytes(sys.inputs.data))
#set text(font: "Noto Sans SC", lang: "zh", fill: white)
#set par(leading: 0.5em)
#let theme(size) = text(size: size, weight: "bold", data.theme.map(line => [#line]).join(linebreak()))
`

const card = `${common}
#set page(width: 1200pt, height: 630pt, margin: 72pt, fill: rgb(data.accent))
#text(size: 34pt)[#data.campaign]
#v(1fr)
#theme(if data.theme.map(line => line.clusters().len()).fold(0, calc.max) > 12 { 62pt } else { 82pt })
#v(1fr)
#if data.title != data.campaign [#text(size: 40pt)[#data.title]] else [#text(size: 34pt)[#data.organiser]]
`

const poster = `${common}
#set page(width: 1080pt, height: 1920pt, margin: (x: 84pt, y: 108pt), fill: rgb(data.accent))
#text(size: 40pt)[#data.campaign]
#v(64pt)
#theme(if data.theme.map(line => line.clusters().len()).fold(0, calc.max) > 10 { 72pt } else { 96pt })
#v(1fr)
#if data.title != data.campaign [#text(size: 60pt, weight: "bold")[#data.title] #v(48pt)]
#align(center, block(fill: white, radius: 24pt, inset: 40pt, width: 100%)[
  #set text(fill: rgb("#1b2129"))
  #image(bytes(data.qr), format: "svg", width: 560pt)
  #v(12pt)
  #text(size: 40pt, weight: "bold")[#data.invitation]
  #v(4pt)
  #text(size: 28pt)[#data.address.clusters().join(sym.zws)]
])
#v(1fr)
#text(size: 34pt)[#data.organiser]
`
