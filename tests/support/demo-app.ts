import path from 'node:path'
import { adoptCampaign } from '../../src/features/ledger/server/adopt-campaign.ts'
import { readDefinition } from '../../src/features/campaign/server/read-definition.ts'
import { readDemoScript } from '../../src/features/demo/server/demo-script.ts'
import { seedDemo } from '../../src/features/demo/server/seed-demo.ts'
import { inTransaction } from '../../src/platform/server/database.ts'
import { type TestApp, startTestApp } from './app.ts'

/** The product as `npm start` shows it: the real campaign with its demo reports, at the demo's time. */
export async function startDemoApp(): Promise<TestApp> {
  const folder = path.resolve(import.meta.dirname, '../../campaigns/jincheng-2022')
  const script = await readDemoScript(folder)
  const app = await startTestApp({ now: script.startsAt.toISOString(), env: { ANYUE_DEMO: '1' } })
  const definition = await readDefinition(folder)
  const context = { now: app.clock.now(), caller: null, address: 'test', requestId: 'test' }
  await inTransaction(app.services.pool, (db) => adoptCampaign(db, context, definition))
  await seedDemo(app.services, app.clock, script)
  return app
}
