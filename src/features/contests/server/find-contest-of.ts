import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { type ContestDefinition, contestDefinition } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'

/** By campaign, digest and contest: a definition never changes under its digest. */
const earlier = new Map<string, ContestDefinition>()

/**
 * The contest as it was defined when an attempt began: parts, points and the mark to pass hold for the attempt, whatever
 * is loaded later. The database is asked only for a definition that is not in force any more, and once.
 */
export async function findContestOf(
  db: Connection,
  campaign: CampaignInForce,
  { contest, definitionDigest }: { contest: string; definitionDigest: string },
): Promise<ContestDefinition> {
  if (definitionDigest === campaign.digest)
    return campaign.definition.public.contests.find((one) => one.key === contest)!
  const key = `${campaign.id} ${definitionDigest} ${contest}`
  const known = earlier.get(key)
  if (known) return known
  const { rows } = await sql<{ contest: unknown }>`
    select c.value as contest
    from campaign_version v, jsonb_array_elements(v.definition -> 'public' -> 'contests') c
    where v.campaign_id = ${campaign.id} and v.digest = ${definitionDigest} and c.value ->> 'key' = ${contest}`.execute(
    db,
  )
  const found = contestDefinition.parse(rows[0]?.contest)
  if (earlier.size > 100) earlier.clear()
  earlier.set(key, found)
  return found
}
