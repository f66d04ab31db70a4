import type { Connection } from '../../../platform/server/database.ts'
import { type LedgerFigure, figureInForce } from '../rules.ts'
import { readPlaces } from './places.ts'
import type { LedgerCampaign } from './post-entries.ts'
import { type DayRange, nameTotals, readOwnTotals, readTotals } from './queries.ts'

/** The ledger's numbers of a unit, with the units below it unless `own`, in the definition's order. */
export async function readFigures(
  db: Connection,
  campaign: LedgerCampaign,
  unit: { id: string; number: number },
  range: DayRange,
  own: boolean,
): Promise<{ records: number; figures: LedgerFigure[] }> {
  const places = await readPlaces(db, campaign.id)
  const width = Math.max(0, ...places.values())
  const totals = own
    ? await readOwnTotals(db, campaign.id, unit.id, range, width)
    : await readTotals(db, campaign.id, unit.number, range, width)
  const codes = campaign.definition.indicators.map((one) => one.code)
  return { records: totals.records, figures: nameTotals(totals, codes, places) }
}

/** What a unit's own sheet says by the end of a day: indicator code → number, blank where nothing is recorded. */
export async function readOwnSheet(
  db: Connection,
  campaign: LedgerCampaign,
  unit: { id: string; number: number },
  until: string,
): Promise<Record<string, number | null>> {
  const { figures } = await readFigures(db, campaign, unit, { from: null, to: until }, true)
  return Object.fromEntries(figures.map((one) => [one.code, figureInForce(one)]))
}
