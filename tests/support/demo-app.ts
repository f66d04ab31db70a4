import { readDemoScript } from '../../src/features/demo/server/demo-script.ts'
import { seedDemo } from '../../src/features/demo/server/seed-demo.ts'
import type { TestApp } from './app.ts'
import { campaignFolder, startCampaignApp } from './campaign-app.ts'

/** The product as `npm start` shows it: the real campaign with its demo reports, at the demo's time or another. */
export async function startDemoApp(at?: Date): Promise<TestApp> {
  const script = await readDemoScript(campaignFolder)
  const { app } = await startCampaignApp((at ?? script.startsAt).toISOString(), { ANYUE_DEMO: '1' })
  await seedDemo(app.services, app.clock, script)
  return app
}
