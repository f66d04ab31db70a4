import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { buildTable } from '../../statistics/server/build-table.ts'
import { readPlaces } from './places.ts'
import { findLastDays, nameTotals, readReportedTotals, readTotals, readOwnTotals } from './queries.ts'

const allDays = { from: null, to: null }

/**
 * The ledger beside the reports in force, as far as each report could tell of it: a unit's own records up to the end
 * of its period, or the day it reported if that was earlier. Its draft was drawn from the same records.
 */
export async function compareWithReports(
  db: Connection,
  campaign: CampaignInForce,
  scope: UnitScope,
  own: boolean,
  now: Date,
) {
  const unit = scope.units[0]!
  const table = await buildTable(db, campaign, { scope, own }, { asOf: now, position: null })
  const submissionIds = table.units.flatMap((one) => one.submissionId ?? [])
  const reports = { submissionIds, timeZone: campaign.definition.timeZone }
  const places = await readPlaces(db, campaign.id)
  const width = Math.max(0, ...places.values())
  const totals = await readReportedTotals(db, campaign.id, { unit, own }, reports, width)
  const all = own
    ? await readOwnTotals(db, campaign.id, unit.id, allDays, width)
    : await readTotals(db, campaign.id, unit.number, allDays, width)
  const reported = new Map(table.totals.map((one) => [one.code, one.value]))
  return {
    reports: submissionIds.length,
    through: await findLastDays(db, reports),
    records: totals.records,
    left: all.records - totals.records,
    figures: nameTotals(totals, table.codes, places).map((figure) => ({
      ...figure,
      reported: reported.get(figure.code) ?? null,
    })),
  }
}
