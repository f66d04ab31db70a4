import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { unitUnknown } from '../contract.ts'

/** The unit that a citizen named; it has to belong to the campaign. */
export async function findNamedUnit(
  db: Connection,
  campaign: CampaignInForce,
  code: string,
): Promise<{ id: string; code: string; name: string }> {
  const root = await db
    .selectFrom('org_unit')
    .where('id', '=', campaign.rootUnit.id)
    .select(['number', 'level'])
    .executeTakeFirstOrThrow()
  const unit = await db
    .selectFrom('org_unit')
    .where('code', '=', code)
    .where(`a${root.level}` as 'a0', '=', root.number)
    .select(['id', 'code', 'name'])
    .executeTakeFirst()
  if (!unit) throw new ProblemError(unitUnknown)
  return unit
}
