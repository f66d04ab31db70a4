import { type Implementation, implement } from '../../../platform/server/http.ts'
import { drawQrCode } from '../../../platform/server/documents/qr-code.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ShortMemory } from '../../../platform/server/short-memory.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { findPageTitle } from '../rules.ts'
import { findArticleRow } from './article-queries.ts'
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
    const campaign = await findCampaign(db, params.campaign)
    const { definition, digest } = campaign
    const title = await findTitle(db, campaign, query.path)
    const address = `${origin}/p/${definition.key}${query.path}`
    const invitation = articlePath.test(query.path) ? '扫一扫，看全文' : '扫一扫，马上参加'
    const file = await pictures.get(`poster ${digest} ${address} ${title}`, now, () =>
      drawPoster(services, { definition, title, address, invitation }),
    )
    return { file, fileName: '海报.png', mediaType: 'image/png', inline: true, cacheSeconds }
  }),
]

const articlePath = /^\/articles\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

async function findTitle(db: Connection, campaign: CampaignInForce, path: string): Promise<string> {
  const article = articlePath.exec(path)?.[1]
  const row = article && (await findArticleRow(db, campaign.id, article))
  const title = row && row.state === 'published' ? row.title : findPageTitle(campaign.definition, path)
  if (title === null) throw new ProblemError(notFound)
  return title
}
