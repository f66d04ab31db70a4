import { sql } from 'kysely'
import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { type LedgerFigure, figureInForce } from '../rules.ts'
import { adjustFigure, findAdjustment, withdrawAdjustment } from './adjust-figure.ts'
import { compareWithReports } from './compare-with-reports.ts'
import { readPlaces } from './places.ts'
import {
  type AdjustmentRow,
  type DayRange,
  listEntryRows,
  nameTotals,
  readOwnTotals,
  readTotals,
  readTotalsBelow,
  selectAdjustments,
} from './queries.ts'
import { readFigures } from './read-figures.ts'

export const ledgerRoutes: Implementation[] = [
  implement(contract.readLedgerFigures)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const unit = await findUnit(db, scope.units[0]!.id)
    const { records, figures } = await readFigures(db, campaign, unit, rangeOf(query), query.own === 'true')
    return { unit: { code: unit.code, name: unit.name }, records, figures: figures.map(present) }
  }),

  implement(contract.compareReports)(async ({ db, params, query, scope, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const found = await compareWithReports(db, campaign, scope, query.own === 'true', now)
    return {
      ...found,
      figures: found.figures.map((one) => ({ ...present(one), reported: one.reported })),
    }
  }),

  implement(contract.readLedgerBreakdown)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { places, width } = await openPlaces(db, campaign.id, params.code)
    const unit = scope.units[0]!
    const range = rangeOf(query)
    const only = (totals: Parameters<typeof nameTotals>[0]) =>
      present(nameTotals(totals, [params.code], places)[0]!)
    const after = decodeCursor(query.cursor, 2) as [number, number] | null
    const rows = await readTotalsBelow(db, campaign.id, unit.id, range, width, { after, limit: query.limit })
    return {
      total: only(await readTotals(db, campaign.id, unit.number, range, width)),
      own: only(await readOwnTotals(db, campaign.id, unit.id, range, width)),
      below: rows.map((row) => ({
        ...only(row),
        unit: { code: row.code, name: row.name },
        hasBelow: row.has_below,
      })),
      next: nextCursor(rows, query.limit, (last) => [last.position, last.number]),
    }
  }),

  implement(contract.listLedgerEntries)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const place = query.code ? (await openPlaces(db, campaign.id, query.code)).place : null
    const rows = await listEntryRows(db, campaign.id, {
      unit: scope.units[0]!,
      own: query.own === 'true',
      place,
      range: rangeOf(query),
      after: decodeCursor(query.cursor, 2) as [string, string] | null,
      limit: query.limit,
    })
    return {
      items: rows.map((row) => ({
        id: row.id,
        source: row.source,
        title: row.title,
        day: row.day,
        units: row.units,
        host: row.host,
        value: row.value,
        picture: row.file_id,
        reason: row.reason,
      })),
      next: nextCursor(rows, query.limit, (last) => [last.day, last.id]),
    }
  }),

  implement(contract.adjustFigure)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const id = call.params.adjustment
    await adjustFigure(call.db, call, campaign, call.scope.units[0]!, { id, ...call.body })
    return presentAdjustment((await findAdjustment(call.db, campaign.id, id))!)
  }),

  implement(contract.withdrawAdjustment)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const unitId = call.scope.units[0]!.id
    const id = await withdrawAdjustment(call.db, call, campaign, unitId, call.params.adjustment)
    return presentAdjustment((await findAdjustment(call.db, campaign.id, id))!)
  }),

  implement(contract.listAdjustments)(async ({ db, params, query, scope, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    let rows = selectAdjustments(db, campaign.id).where('a.unit_id', '=', scope.units[0]!.id)
    if (query.code) rows = rows.where('a.code', '=', query.code)
    const after = decodeCursor(query.cursor, 2)
    if (after)
      rows = rows.where(sql<boolean>`(a.made_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
    const found = await rows.orderBy('a.made_at', 'desc').orderBy('a.id', 'desc').limit(query.limit).execute()
    return {
      items: found.map(presentAdjustment),
      may: { adjust: await mayAdjust(db, user, scope.units[0]!.id) },
      next: nextCursor(found, query.limit, (last) => [last.made_at.toISOString(), last.id]),
    }
  }),
]

function rangeOf(query: { from?: string | undefined; to?: string | undefined }): DayRange {
  return { from: query.from ?? null, to: query.to ?? null }
}

function present(figure: LedgerFigure) {
  return { ...figure, value: figureInForce(figure) }
}

function findUnit(db: Connection, id: string) {
  return db
    .selectFrom('org_unit')
    .where('id', '=', id)
    .select(['id', 'number', 'code', 'name'])
    .executeTakeFirstOrThrow()
}

async function mayAdjust(db: Connection, user: SignedInUser, unitId: string): Promise<boolean> {
  const unit = await db
    .selectFrom('org_unit')
    .where('id', '=', unitId)
    .select(unitColumns)
    .executeTakeFirstOrThrow()
  return mayDo(user, 'ledger.adjust', unit)
}

async function openPlaces(db: Connection, campaignId: string, code: string) {
  const places = await readPlaces(db, campaignId)
  const place = places.get(code)
  if (place === undefined) throw new ProblemError(notFound)
  return { places, place, width: Math.max(...places.values()) }
}

function presentAdjustment(row: AdjustmentRow) {
  return {
    id: row.id,
    unit: { code: row.unit_code, name: row.unit_name },
    code: row.code,
    day: row.day,
    amount: row.amount,
    before: row.before,
    reason: row.reason,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    withdrawn: row.withdrawn_by !== null,
    withdraws: row.withdraws,
  }
}
