import { type Implementation, implement } from '../../../platform/server/http.ts'
import { drawQrCode } from '../../../platform/server/documents/qr-code.ts'
import { ShortMemory } from '../../../platform/server/short-memory.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import * as contract from '../contract.ts'
import { findPageTitle } from '../rules.ts'
import { drawCard, drawPoster } from './draw-share.ts'

const cacheSeconds = 3_600
/** A picture takes about a quarter of a second; a campaign has some ten. */
const pictures = new ShortMemory<Buffer>({ seconds: cacheSeconds, atMost: 40 })

export const shareRoutes: Implementation[] = [
  implement(contract.drawQr)(async ({ db, params, query, origin }) => {
    const { key } = await findCampaign(db, params.campaign)
    const file = Buffer.from(drawQrCode(`${origin}/p/${key}${query.path}`))
    return { file, fileName: 'qr.svg', mediaType: 'image/svg+xml', inline: true, cacheSeconds }
  }),

  implement(contract.drawCard)(async ({ db, params, services, now }) => {
    const { definition, digest } = await findCampaign(db, params.campaign)
    const file = await pictures.get(`card ${digest}`, now, () =>
      drawCard(services, { definition, title: definition.title }),
    )
    return { file, fileName: 'card.png', mediaType: 'image/png', inline: true, cacheSeconds }
  }),

  implement(contract.drawPoster)(async ({ db, params, query, services, origin, now }) => {
    const { definition, digest } = await findCampaign(db, params.campaign)
    const title = titleOf(definition, query.path)
    const address = `${origin}/p/${definition.key}${query.path}`
    const file = await pictures.get(`poster ${digest} ${address}`, now, () =>
      drawPoster(services, { definition, title, address }),
    )
    return { file, fileName: '海报.png', mediaType: 'image/png', inline: true, cacheSeconds }
  }),
]

function titleOf(definition: CampaignDefinition, path: string): string {
  const title = findPageTitle(definition, path)
  if (title === null) throw new ProblemError(notFound)
  return title
}
