import { sql } from 'kysely'
import { type UnitWithAncestors, mayDo, unitColumns } from '../../../platform/server/access.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { evidenceZip } from '../zip-contract.ts'
import { arrangeEntries, streamEvidence } from './evidence-zip.ts'
import { listEvidence } from './evidence-zip-queries.ts'

export const evidenceZipRoutes: Implementation[] = [
  implement(evidenceZip)(async ({ db, params, query, scope, user, now, services }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { timeZone, shortTitle } = campaign.definition
    const rows = await listEvidence(db, campaign.id, {
      scope,
      task: query.task,
      period: query.period,
      from: query.from ? instantOfLocal(query.from, '00:00', timeZone) : null,
      before: query.to ? instantOfLocal(nextDay(query.to), '00:00', timeZone) : null,
    })
    const unitIds = [...new Set(rows.map((row) => row.unit_id))]
    const units = await db
      .selectFrom('org_unit')
      .where(sql<boolean>`id = any(${unitIds}::uuid[])`)
      .select(unitColumns)
      .execute()
    const originals = new Set(units.filter(seesOriginals).map((unit) => unit.id))
    const entries = arrangeEntries(rows, (row) => originals.has(row.unit_id))
    const head = await db
      .selectFrom('org_unit')
      .where('id', '=', scope.units[0]!.id)
      .select('name')
      .executeTakeFirstOrThrow()
    const day = localOfInstant(now, timeZone).date.replaceAll('-', '')
    return {
      file: streamEvidence(services.storage, entries, timeZone),
      fileName: `${shortTitle}佐证材料-${head.name}-${day}.zip`,
      mediaType: evidenceZip.produces!,
    }

    /** Originals hold where a photograph was taken: for reviewers and for the unit itself. */
    function seesOriginals(unit: UnitWithAncestors): boolean {
      return (
        mayDo(user, 'report.review', unit) ||
        mayDo(user, 'report.write', unit) ||
        mayDo(user, 'report.sign-off', unit)
      )
    }
  }),
]

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
