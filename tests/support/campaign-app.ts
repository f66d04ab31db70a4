import path from 'node:path'
import { adoptCampaign } from '../../src/features/ledger/server/adopt-campaign.ts'
import { readDefinition } from '../../src/features/campaign/server/read-definition.ts'
import type { CampaignDefinition } from '../../src/features/campaign/definition.ts'
import { adoptBanks } from '../../src/features/questions/server/adopt-banks.ts'
import { inTransaction } from '../../src/platform/server/database.ts'
import { type TestApp, startTestApp } from './app.ts'

export const campaignFolder = path.resolve(import.meta.dirname, '../../campaigns/jincheng-2022')

/** The product with the real campaign and nothing reported, its clock standing at `now`. */
export async function startCampaignApp(
  now: string,
  env: Record<string, string> = {},
): Promise<{ app: TestApp; definition: CampaignDefinition }> {
  const app = await startTestApp({ now, env })
  const definition = await readDefinition(campaignFolder)
  const context = { now: app.clock.now(), caller: null, address: 'test', requestId: 'test' }
  await inTransaction(app.services.pool, async (db) => {
    await adoptCampaign(db, context, definition)
    await adoptBanks(db, context, definition.key, campaignFolder)
  })
  return { app, definition }
}
