import { type Call, type Implementation, implement } from '../../../platform/server/http.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { buildTable } from './build-table.ts'
import { compareTables } from './compare-snapshots.ts'
import { openNumber } from './drill-down.ts'
import { findContact, findHeadUnit, presentTable } from './present-statistics.ts'
import { type SheetInput, describeSheet } from './sheet-model.ts'
import {
  campaignAsDefined,
  findSnapshot,
  listPublished,
  publishTable,
  tableOfSnapshot,
  verifySnapshot,
} from './snapshots.ts'
import { writeStatisticsCsv } from './write-csv.ts'
import { writeStatisticsPdf } from './write-pdf.ts'
import { writeStatisticsSpreadsheet } from './write-spreadsheet.ts'
import { writeStatisticsWord } from './write-word.ts'

interface Asked {
  asOf?: string | undefined
  own?: 'true' | 'false' | undefined
  snapshot?: number | undefined
}
type StatisticsCall<Q> = Call<{ campaign: string }, Q, unknown>

/** The table that a request asks for; an instant to come is now. */
async function readTable(call: StatisticsCall<Asked>) {
  const { db, query, scope, now } = call
  const campaign = await findCampaign(db, call.params.campaign)
  const asked = query.asOf ? new Date(query.asOf) : now
  const asOf = asked < now ? asked : now
  const table = await buildTable(db, campaign, { scope, own: query.own === 'true' }, { asOf, position: null })
  return { campaign, table, unit: await findHeadUnit(db, scope) }
}

async function readSheet(call: StatisticsCall<Asked>): Promise<SheetInput> {
  const { db, query, scope } = call
  if (query.snapshot) {
    const campaign = await findCampaign(db, call.params.campaign)
    const found = await findSnapshot(db, campaign.id, query.snapshot, scope)
    const then = await campaignAsDefined(db, campaign, found.content.ledger.definitionDigest)
    const { number, digest } = found.summary
    return {
      definition: then.definition,
      unit: found.summary.unit,
      table: tableOfSnapshot(found.content),
      contact: null,
      snapshot: { number, digest },
    }
  }
  const { campaign, table, unit } = await readTable(call)
  const contact = await findContact(db, campaign, unit, table, call.user)
  return { definition: campaign.definition, unit, table, contact, snapshot: null }
}

export const statisticsRoutes: Implementation[] = [
  implement(contract.readStatistics)(async (call) => {
    const { campaign, table, unit } = await readTable(call)
    const contact = await findContact(call.db, campaign, unit, table, call.user)
    return presentTable(campaign, unit, table, contact, null)
  }),

  implement(contract.statisticsDocx)(async (call) => {
    const model = describeSheet(await readSheet(call))
    return {
      file: await writeStatisticsWord(model),
      fileName: `${model.fileName}.docx`,
      mediaType: contract.statisticsDocx.produces!,
    }
  }),

  implement(contract.statisticsXlsx)(async (call) => {
    const sheet = await readSheet(call)
    const model = describeSheet(sheet)
    return {
      file: await writeStatisticsSpreadsheet(model, sheet.definition, sheet.table),
      fileName: `${model.fileName}.xlsx`,
      mediaType: contract.statisticsXlsx.produces!,
    }
  }),

  implement(contract.statisticsPdf)(async (call) => {
    const model = describeSheet(await readSheet(call))
    return {
      file: writeStatisticsPdf(model, call.services.config.fontDir, call.now),
      fileName: `${model.fileName}.pdf`,
      mediaType: contract.statisticsPdf.produces!,
    }
  }),

  implement(contract.statisticsCsv)(async (call) => {
    const sheet = await readSheet(call)
    return {
      file: writeStatisticsCsv(sheet.definition, sheet.table),
      fileName: `${describeSheet(sheet).fileName}.csv`,
      mediaType: contract.statisticsCsv.produces!,
    }
  }),

  implement(contract.drillDown)(async (call) => {
    const { table } = await readTable(call)
    return openNumber(call.db, table, call.params.indicator)
  }),

  implement(contract.publishSnapshot)(async (call) =>
    publishTable(
      call.db,
      call,
      await findCampaign(call.db, call.params.campaign),
      call.scope,
      call.body.title,
    ),
  ),

  implement(contract.listSnapshots)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const before = decodeCursor(query.cursor, 1)?.[0]
    const items = await listPublished(db, campaign.id, scope, {
      before: typeof before === 'number' ? before : null,
      limit: query.limit,
    })
    return { items, next: nextCursor(items, query.limit, (last) => [last.number]) }
  }),

  implement(contract.readSnapshot)(async ({ db, params, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const found = await findSnapshot(db, campaign.id, params.number, scope)
    const { number, digest, unit } = found.summary
    const then = { key: campaign.key, digest: found.content.ledger.definitionDigest }
    return {
      ...found.summary,
      table: presentTable(then, unit, tableOfSnapshot(found.content), null, { number, digest }),
      verified: await verifySnapshot(db, campaign, found),
    }
  }),

  implement(contract.compareSnapshots)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    return compareTables(
      await findSnapshot(db, campaign.id, params.number, scope),
      await findSnapshot(db, campaign.id, query.with, scope),
    )
  }),
]
