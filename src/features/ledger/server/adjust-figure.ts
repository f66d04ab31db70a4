import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, conflict, notFound } from '../../../platform/shared/problem.ts'
import { alreadyWithdrawn, dayOutside, sameNumber, unknownIndicator } from '../contract.ts'
import { figureInForce, noMeasures } from '../rules.ts'
import { type LedgerCampaign, postEntries } from './post-entries.ts'
import { type AdjustmentRow, selectAdjustments } from './queries.ts'
import { readFigures } from './read-figures.ts'

interface Wanted {
  id: string
  code: string
  value: number
  day: string
  reason: string
}

/**
 * Makes the unit's own number up to and including a day what the unit says it is: the difference enters the ledger
 * on that day with its reason. Later records count on top of it.
 */
export async function adjustFigure(
  db: Connection,
  context: AuditContext,
  campaign: LedgerCampaign,
  unit: { id: string; number: number },
  wanted: Wanted,
): Promise<void> {
  const { definition } = campaign
  if (!definition.indicators.some((one) => one.code === wanted.code)) throw new ProblemError(unknownIndicator)
  const today = localOfInstant(context.now, definition.timeZone).date
  if (wanted.day < definition.startsOn || wanted.day > definition.endsOn || wanted.day > today)
    throw new ProblemError(dayOutside)
  // Two people of one unit adjusting at once are taken in turn, or both would start from the same number.
  await sql`select 1 from org_unit where id = ${unit.id} for no key update`.execute(db)
  const known = await findAdjustment(db, campaign.id, wanted.id)
  if (known) {
    if (known.unit_id === unit.id && known.code === wanted.code) return
    throw new ProblemError(conflict)
  }
  const { figures } = await readFigures(db, campaign, unit, { from: null, to: wanted.day }, true)
  const figure = figures.find((one) => one.code === wanted.code)!
  const before = figureInForce(figure)
  const amount = wanted.value - (before ?? 0)
  if (amount === 0) throw new ProblemError(sameNumber)
  await insertAdjustment(db, context, campaign, unit.id, { ...wanted, amount, before, withdraws: null })
  await writeAudit(db, context, 'figure-adjusted', {
    unitId: unit.id,
    subjectId: wanted.id,
    before: { code: wanted.code, value: before },
    after: { code: wanted.code, value: wanted.value, day: wanted.day, reason: wanted.reason },
  })
}

/** An adjustment is undone by an opposite one on the same day; both stay visible. */
export async function withdrawAdjustment(
  db: Connection,
  context: AuditContext,
  campaign: LedgerCampaign,
  unitId: string,
  id: string,
): Promise<string> {
  await sql`select 1 from org_unit where id = ${unitId} for no key update`.execute(db)
  const row = await findAdjustment(db, campaign.id, id)
  if (!row || row.unit_id !== unitId) throw new ProblemError(notFound)
  if (row.withdrawn_by || row.withdraws) throw new ProblemError(alreadyWithdrawn)
  const opposite = v7()
  await insertAdjustment(db, context, campaign, unitId, {
    id: opposite,
    code: row.code,
    day: row.day,
    amount: -row.amount,
    before: null,
    reason: `撤销：${row.reason}`.slice(0, 500),
    withdraws: row.id,
  })
  await writeAudit(db, context, 'adjustment-withdrawn', {
    unitId,
    subjectId: row.id,
    before: { code: row.code, amount: row.amount, reason: row.reason },
  })
  return opposite
}

export async function findAdjustment(
  db: Connection,
  campaignId: string,
  id: string,
): Promise<AdjustmentRow | undefined> {
  return selectAdjustments(db, campaignId).where('a.id', '=', id).executeTakeFirst()
}

async function insertAdjustment(
  db: Connection,
  context: AuditContext,
  campaign: LedgerCampaign,
  unitId: string,
  one: {
    id: string
    code: string
    day: string
    amount: number
    before: number | null
    reason: string
    withdraws: string | null
  },
): Promise<void> {
  await db
    .insertInto('adjustment')
    .values({
      id: one.id,
      campaign_id: campaign.id,
      unit_id: unitId,
      code: one.code,
      day: one.day,
      amount: one.amount,
      before: one.before,
      reason: one.reason,
      withdraws: one.withdraws,
      made_at: context.now,
      made_by: context.caller!.id,
    })
    .execute()
  await postEntries(db, campaign, [
    {
      id: one.id,
      source: 'adjustment',
      title: '人工调整',
      countedAs: [],
      measures: noMeasures,
      amounts: new Map([[one.code, one.amount]]),
      day: one.day,
      unitIds: [unitId],
      fileId: null,
    },
  ])
}
