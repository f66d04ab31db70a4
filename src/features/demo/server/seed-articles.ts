import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { publishArticle, saveArticle } from '../../portal/server/write-article.ts'
import { DemoPictures } from './demo-pictures.ts'
import type { DemoScript } from './demo-script.ts'

/** Drawings from here on: the first shows a drill, the second stands on a square. */
const firstPicture = 1003

/** What the portal tells when a visitor opens it. */
export async function seedArticles(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  { script, office, until }: { script: DemoScript; office: SignedInUser; until: Date },
): Promise<void> {
  const pictures = new DemoPictures({ first: firstPicture, light: false })
  const unitId = campaign.rootUnit.id
  const articles = script.articles.map(({ on, at, pictures: captions, ...told }) => {
    const now = instantOfLocal(on, at, campaign.definition.timeZone)
    const files = captions.flatMap((caption) => {
      const id = pictures.want({ unitId, userId: office.id, at: now, day: on })
      return id ? [{ id, caption }] : []
    })
    return { now, content: { ...told, files } }
  })
  await pictures.store(db, services)
  for (const { now, content } of articles) {
    if (now >= until) continue
    const context = { now, caller: office, address: '127.0.0.1', requestId: 'demo' }
    const id = v7()
    const saved = { id, campaignId: campaign.id, unitId, userId: office.id, baseVersion: 0, content }
    await saveArticle(db, context, saved)
    await publishArticle(db, context, campaign.id, id)
  }
}
