import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { Standing } from '../contract.ts'
import { type IndicatorTotal, type RevisionFacts, judgeStanding, sumFigures } from '../rules.ts'
import {
  type FiguresRow,
  type Moment,
  type Reach,
  listFiguresInForce,
  listIndicatorOrders,
  listNewestObligations,
  listRevisionFacts,
  listUnitsByIds,
} from './queries.ts'

export interface TableUnit {
  code: string
  name: string
  standing: Standing
  submissionId: string | null
  /** Of the report whose figures count; the newest one when none do. */
  obligationId: string
  periodTitle: string | null
  submittedAt: string | null
  accepted: boolean
  /** In the order of `codes`; null when no figures count. */
  values: (number | null)[] | null
}

export interface Table {
  asOf: Date
  codes: string[]
  totals: IndicatorTotal[]
  units: TableUnit[]
}

/**
 * The table as it stood at a moment, out of rows that never change: a later return, extension or revision does
 * not alter it. Five queries whatever the number of units.
 */
export async function buildTable(
  db: Connection,
  campaign: CampaignInForce,
  reach: Reach,
  moment: Moment,
  codes = campaign.definition.indicators.map((one) => one.code),
): Promise<Table> {
  const bearing = new Set(campaign.definition.forms.filter((form) => form.statistics).map((form) => form.key))
  const tasks = campaign.definition.tasks.filter((task) => bearing.has(task.form)).map((task) => task.key)
  const figures = await listFiguresInForce(db, campaign.id, reach, moment)
  const newest = await listNewestObligations(db, campaign.id, reach, tasks, moment)
  const revisionRows = await listRevisionFacts(
    db,
    newest.map((row) => row.obligation_id),
    moment,
  )
  const revisions = new Map<string, RevisionFacts[]>()
  for (const row of revisionRows) {
    const list = revisions.get(row.obligation_id) ?? []
    if (list.length === 0) revisions.set(row.obligation_id, list)
    list.push({
      revision: row.revision,
      submittedAt: row.submitted_at,
      onTime: row.on_time,
      returned: Boolean(row.returned),
    })
  }
  const valuesOf = await arrangeFigures(db, campaign, figures, codes)
  const figuresOfUnit = new Map(figures.map((row) => [row.unit_id, row]))
  const newestOfUnit = new Map(newest.map((row) => [row.unit_id, row]))
  const units = await listUnitsByIds(db, [...newestOfUnit.keys()])

  const rows = units.map((unit): TableUnit => {
    const counted = figuresOfUnit.get(unit.id)
    const current = newestOfUnit.get(unit.id)!
    return {
      code: unit.code,
      name: unit.name,
      standing: judgeStanding(current.exempted, current.due_at, revisions.get(current.obligation_id) ?? []),
      submissionId: counted?.submission_id ?? null,
      obligationId: counted?.obligation_id ?? current.obligation_id,
      periodTitle: counted?.period_title ?? null,
      submittedAt: counted?.submitted_at.toISOString() ?? null,
      accepted: counted?.accepted ?? false,
      values: counted ? valuesOf(counted) : null,
    }
  })
  const given = rows.flatMap((row) => (row.values ? [{ values: row.values }] : []))
  return { asOf: moment.asOf, codes, totals: sumFigures(codes, given), units: rows }
}

/** Puts figures that were reported under an earlier definition into the order of `codes`. */
async function arrangeFigures(
  db: Connection,
  campaign: CampaignInForce,
  figures: FiguresRow[],
  codes: string[],
): Promise<(row: FiguresRow) => (number | null)[]> {
  const current = campaign.definition.indicators.map((one) => one.code)
  const earlier = [...new Set(figures.map((row) => row.definition_digest))].filter(
    (digest) => digest !== campaign.digest,
  )
  const orders = await listIndicatorOrders(db, campaign.id, earlier)
  return (row) => {
    const order = orders.get(row.definition_digest) ?? current
    const position = new Map(order.map((code, index) => [code, index]))
    return codes.map((code) => row.vals[position.get(code) ?? -1] ?? null)
  }
}
