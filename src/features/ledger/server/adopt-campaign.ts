import { createHash } from 'node:crypto'
import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import { listCounters } from '../../campaign/recording.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { loadCampaign } from '../../campaign/server/load-campaign.ts'
import type { CampaignPlan } from '../../campaign/server/plan-campaign.ts'
import { givePlaces } from './places.ts'
import { recountCampaign } from './recount.ts'

/** Loads a definition and counts the ledger anew when its counters or the tree of units are others than before. */
export async function adoptCampaign(
  db: Connection,
  context: AuditContext,
  definition: CampaignDefinition,
): Promise<CampaignPlan> {
  const plan = await loadCampaign(db, context, definition)
  const campaign = await findCampaign(db, definition.key)
  await givePlaces(
    db,
    campaign.id,
    campaign.definition.indicators.map((one) => one.code),
  )
  const digest = digestOf(campaign.definition)
  const state = await db
    .selectFrom('ledger_state')
    .where('campaign_id', '=', campaign.id)
    .select('digest')
    .executeTakeFirst()
  if (state?.digest === digest) return plan
  await recountCampaign(db, campaign)
  await db
    .insertInto('ledger_state')
    .values({ campaign_id: campaign.id, digest })
    .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet({ digest }))
    .execute()
  return plan
}

function digestOf(definition: CampaignDefinition): string {
  const tree = definition.units.map((unit) => [unit.code, unit.parent ?? null])
  const counted = [...listCounters(definition)]
  return createHash('sha256')
    .update(canonicalJson([tree, counted]))
    .digest('hex')
}
