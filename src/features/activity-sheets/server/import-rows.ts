import { sql } from 'kysely'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { saveActivities } from '../../activities/server/save-activity.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { sheetHasErrors, sheetOutdated } from '../contract.ts'
import { type SheetUnit, checkRows } from './check-rows.ts'
import type { RecordSheet } from './open-sheet.ts'

/** Writes all rows or, where one is wrong, none. What is there already is counted and left alone. */
export async function importRows(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  scope: UnitScope,
  unit: SheetUnit,
  sheet: RecordSheet,
  agreed: { file: string; digest: string },
): Promise<{ added: number; changed: number; same: number }> {
  // Two imports of one unit take turns, so that the second sees what the first wrote.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sheet ${campaign.id} ${unit.id}`}, 0))`.execute(
    db,
  )
  const checked = await checkRows(db, campaign, scope, unit, sheet, context.now)
  if (checked.errors.length > 0)
    throw new ProblemError(sheetHasErrors, {
      errors: checked.errors.slice(0, 200).map(({ cell, message }) => ({ path: cell, message })),
    })
  const { writes } = checked
  if (writes.length === 0) return { added: 0, changed: 0, same: checked.same }
  if (checked.digest !== agreed.digest) throw new ProblemError(sheetOutdated)
  await saveActivities(db, context, campaign, writes)
  const added = writes.filter((one) => one.baseVersion === 0).length
  const done = { added, changed: writes.length - added, same: checked.same }
  await writeAudit(db, context, 'activities-imported', {
    unitId: unit.id,
    subjectId: agreed.file,
    after: { ...done, digest: checked.digest },
  })
  return done
}
