import { covers } from '../../../platform/server/access.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, forbidden } from '../../../platform/shared/problem.ts'
import { type CampaignInForce, findCampaign } from '../../campaign/server/find-campaign.ts'
import { figureInForce, shareKeys } from '../../ledger/rules.ts'
import { readPlaces } from '../../ledger/server/places.ts'
import { readFigures } from '../../ledger/server/read-figures.ts'
import { type Amount, compareUnits, listDayRecords, listPictures, readOverview } from '../contract.ts'
import { listPeopleIndicators } from '../rules.ts'
import { findUnits, listBelow, listDayRows, listDays, listPictureRows, listShares } from './queries.ts'

const comparedAtMost = 6

export const overviewRoutes: Implementation[] = [
  implement(readOverview)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const unit = scope.units[0]!
    const places = await findPeoplePlaces(db, campaign)
    const named = await db
      .selectFrom('org_unit')
      .where('id', '=', unit.id)
      .select(['code', 'name'])
      .executeTakeFirstOrThrow()
    const [days, below, shares] = await Promise.all([
      listDays(db, campaign.id, unit.number, query, places),
      listBelow(db, campaign.id, unit.id, query, places),
      listShares(db, campaign.id, unit.number, query),
    ])
    const { activityTypes, dimension } = campaign.definition.recording
    const typeKeys = activityTypes.map((one) => one.key)
    const values = dimension?.options.map((one) => one.value) ?? []
    return {
      unit: named,
      total: sumAmounts(days),
      days,
      below: below.map(({ code, name, ...rest }) => ({ ...rest, unit: { code, name } })),
      types: pickShares(typeKeys, shares, shareKeys.type('')).map(({ name, ...rest }) => ({
        ...rest,
        type: name,
      })),
      dimensions: pickShares(values, shares, shareKeys.dimension('')).map(({ name, ...rest }) => ({
        ...rest,
        value: name,
      })),
    }
  }),

  implement(listDayRecords)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const [after = null] = (decodeCursor(query.cursor, 1) ?? []) as string[]
    const page = { after, limit: query.limit }
    const items = await listDayRows(db, campaign.id, scope.units[0]!.number, params.day, page)
    return { items, next: nextCursor(items, query.limit, (last) => [last.id]) }
  }),

  implement(compareUnits)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const codes = [...new Set(query.units.split(',').filter(Boolean))].slice(0, comparedAtMost)
    const units = codes.length === 0 ? [] : await findUnits(db, codes)
    if (units.some((unit) => !scope.units.some((granted) => covers(granted, unit))))
      throw new ProblemError(forbidden)
    const places = await findPeoplePlaces(db, campaign)
    const range = { from: query.from ?? null, to: query.to ?? null }
    const items = []
    for (const unit of units) {
      const { figures } = await readFigures(db, campaign, unit, range, false)
      items.push({
        unit: { code: unit.code, name: unit.name },
        total: sumAmounts(await listDays(db, campaign.id, unit.number, query, places)),
        figures: figures.map((one) => ({ code: one.code, value: figureInForce(one) })),
      })
    }
    return { items }
  }),

  implement(listPictures)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const page = { after: decodeCursor(query.cursor, 3), limit: query.limit }
    const rows = await listPictureRows(db, campaign.id, scope.units[0]!.number, query, page)
    return {
      items: rows.map(({ file, activity, title, day, code, name }) => ({
        file,
        activity,
        title,
        day,
        unit: { code, name },
      })),
      next: nextCursor(rows, query.limit, (last) => [last.day, last.activity, last.position]),
    }
  }),
]

async function findPeoplePlaces(db: Connection, campaign: CampaignInForce): Promise<number[]> {
  const places = await readPlaces(db, campaign.id)
  return listPeopleIndicators(campaign.definition.recording).flatMap((code) => places.get(code) ?? [])
}

/** Those whose key begins so, in the definition's order; what it no longer names comes last. */
function pickShares(names: string[], shares: (Amount & { key: string })[], beginning: string) {
  const place = new Map(names.map((name, index) => [name, index]))
  const of = (name: string) => place.get(name) ?? names.length
  return shares
    .filter((one) => one.key.startsWith(beginning))
    .map(({ key, ...amount }) => ({ ...amount, name: key.slice(beginning.length) }))
    .sort((a, b) => of(a.name) - of(b.name) || (a.name < b.name ? -1 : 1))
}

function sumAmounts(amounts: Amount[]): Amount {
  const given = amounts.flatMap((one) => (one.participants === null ? [] : [one.participants]))
  return {
    records: amounts.reduce((sum, one) => sum + one.records, 0),
    participants: given.length === 0 ? null : given.reduce((sum, value) => sum + value, 0),
  }
}
