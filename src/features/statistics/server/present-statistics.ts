import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { findLiaisons } from '../../liaisons/server/find-liaisons.ts'
import type { StatisticsView } from '../contract.ts'
import { countCoverage } from '../rules.ts'
import type { Table } from './build-table.ts'

export function presentTable(
  campaign: { key: string; digest: string },
  unit: { code: string; name: string },
  table: Table,
  contact: StatisticsView['contact'],
  snapshot: StatisticsView['snapshot'],
): StatisticsView {
  return {
    campaign: campaign.key,
    definitionDigest: campaign.digest,
    unit: { code: unit.code, name: unit.name },
    asOf: table.asOf.toISOString(),
    values: table.totals,
    coverage: countCoverage(table.units),
    units: table.units,
    contact,
    snapshot,
  }
}

/** The unit that heads the table; with grants on several units, the first names it. */
export function findHeadUnit(db: Connection, scope: UnitScope) {
  return db
    .selectFrom('org_unit')
    .where('id', '=', scope.units[0]!.id)
    .select([...unitColumns, 'code', 'name'])
    .executeTakeFirstOrThrow()
}

/** Who to ask about a single unit's sheet, for readers who may see it. */
export async function findContact(
  db: Connection,
  campaign: CampaignInForce,
  unit: Awaited<ReturnType<typeof findHeadUnit>>,
  table: Table,
  user: SignedInUser,
): Promise<StatisticsView['contact']> {
  const single = table.units.length === 1 && table.units[0]!.code === unit.code
  if (!single || !(mayDo(user, 'personal-data.read', unit) || mayDo(user, 'report.write', unit))) return null
  const first = (await findLiaisons(db, campaign, [unit.id])).get(unit.id)?.[0]
  if (!first) return null
  return { name: first.name ?? '', phone: first['office-phone'] || first.mobile || '' }
}
