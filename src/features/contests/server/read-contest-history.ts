import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { type ContestDefinition, contestDefinition } from '../../campaign/public-part.ts'
import type { ContestInForce } from './find-contest.ts'

/**
 * The contest as it was defined at an instant: a definition that was loaded later must not change how an earlier paper
 * is made again.
 */
export async function readContestHistory(
  db: Connection,
  { campaign, contest }: ContestInForce,
): Promise<(at: Date) => ContestDefinition> {
  const { rows } = await sql<{ digest: string; loadedAt: Date; contest: unknown }>`
    select v.digest, v.loaded_at as "loadedAt", c.value as contest
    from campaign_version v, jsonb_array_elements(v.definition -> 'public' -> 'contests') c
    where v.campaign_id = ${campaign.id} and c.value ->> 'key' = ${contest.key}
    order by v.loaded_at desc`.execute(db)
  const versions = rows.map(({ digest, loadedAt, contest: stored }) => ({
    loadedAt,
    contest: digest === campaign.digest ? contest : contestDefinition.parse(stored),
  }))
  return (at) => versions.find((one) => one.loadedAt <= at)?.contest ?? contest
}
