import type { Connection } from '../../../platform/server/database.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { selectContents } from '../../activities/server/read-contents.ts'
import { toFilter } from '../../activities/server/to-filter.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { exportedAtMost } from '../rules.ts'
import { checkRows } from './check-rows.ts'
import { importRows } from './import-rows.ts'
import { openSheet } from './open-sheet.ts'
import { streamExport, writeProblems, writeTemplate } from './write-workbook.ts'

const mediaType = contract.downloadTemplate.produces!
/** As many are sent to the page; the sheet with problems holds them all. */
const shownAtMost = 1_000

export const activitySheetRoutes: Implementation[] = [
  implement(contract.downloadTemplate)(async ({ db, params, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const unit = await readUnit(db, scope.units[0]!.id)
    const file = await writeTemplate(campaign)
    return { file, fileName: `活动记录模板（${unit.name}）.xlsx`, mediaType }
  }),

  implement(contract.exportActivities)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const records = await selectContents(db, campaign.id, toFilter(query, scope))
    if (records.count > exportedAtMost) throw new ProblemError(contract.tooManyRecords)
    const unit = await readUnit(db, scope.units[0]!.id)
    return {
      file: await streamExport(campaign, records),
      fileName: `活动台账（${unit.name}）.xlsx`,
      mediaType,
    }
  }),

  implement(contract.checkSheet)(async ({ db, params, body, scope, services, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const unit = await readUnit(db, scope.units[0]!.id)
    const sheet = await openSheet(db, services.storage, campaign, unit.id, body.file)
    const { writes, errors, touched, digest, ...counts } = await checkRows(
      db,
      campaign,
      scope,
      unit,
      sheet,
      now,
    )
    const added = writes.filter((one) => one.baseVersion === 0).length
    return {
      ...counts,
      name: sheet.name,
      added,
      changed: writes.length - added,
      ignored: sheet.headings.filter((heading, at) => heading && heading !== '问题' && !sheet.columns[at]),
      errors: errors.slice(0, shownAtMost),
      errorCount: errors.length,
      touched: touched.slice(0, shownAtMost),
      digest: errors.length > 0 ? null : digest,
    }
  }),

  implement(contract.importSheet)(async (call) => {
    const { db, params, body, scope, services } = call
    const campaign = await findCampaign(db, params.campaign)
    const unit = await readUnit(db, scope.units[0]!.id)
    const sheet = await openSheet(db, services.storage, campaign, unit.id, body.file)
    return importRows(db, call, campaign, scope, unit, sheet, body)
  }),

  implement(contract.downloadProblems)(async ({ db, params, query, scope, services, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const unit = await readUnit(db, scope.units[0]!.id)
    const sheet = await openSheet(db, services.storage, campaign, unit.id, query.file)
    const { errors } = await checkRows(db, campaign, scope, unit, sheet, now)
    const fileName = `${sheet.name.replace(/\.xlsx$/i, '')}（标出问题）.xlsx`
    return { file: await writeProblems(campaign, sheet, errors), fileName, mediaType }
  }),
]

function readUnit(db: Connection, id: string) {
  return db
    .selectFrom('org_unit')
    .where('id', '=', id)
    .select(['id', 'code', 'name'])
    .executeTakeFirstOrThrow()
}
