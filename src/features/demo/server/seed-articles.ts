import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { publishArticle, saveArticle } from '../../portal/server/write-article.ts'
import type { DemoScript } from './demo-script.ts'

/** What the portal tells when a visitor opens it. */
export async function seedArticles(
  db: Connection,
  campaign: CampaignInForce,
  script: DemoScript,
  office: SignedInUser,
): Promise<void> {
  for (const { on, at, ...article } of script.articles) {
    const now = instantOfLocal(on, at, campaign.definition.timeZone)
    const context = { now, caller: office, address: '127.0.0.1', requestId: 'demo' }
    const id = v7()
    await saveArticle(db, context, {
      id,
      campaignId: campaign.id,
      unitId: campaign.rootUnit.id,
      userId: office.id,
      baseVersion: 0,
      content: { ...article, files: [] },
    })
    await publishArticle(db, context, campaign.id, id)
  }
}
