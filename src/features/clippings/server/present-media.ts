import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import { listCounters } from '../../campaign/recording.ts'
import { presentRecordFiles } from '../../evidence/server/list-record-files.ts'
import { type Measures, countMeasures } from '../../ledger/rules.ts'
import type { MediaView } from '../media-record.ts'

interface MediaRow {
  id: string
  unit_id: string
  unit_code: string
  unit_name: string
  version: number
  created_at: Date
  creator: string
  changed_at: Date
  deleted_at: Date | null
}

/** What a clipping's view and a case's have in common. `countedAs`: keys of counters; none while it does not count. */
export async function presentMedia(
  db: Connection,
  definition: CampaignDefinition,
  row: MediaRow,
  files: Parameters<typeof presentRecordFiles>[0],
  counted: { as: string[]; measures: Measures },
  user: SignedInUser,
): Promise<MediaView> {
  const unit = await db
    .selectFrom('org_unit')
    .where('id', '=', row.unit_id)
    .select(unitColumns)
    .executeTakeFirstOrThrow()
  const counts = countMeasures(listCounters(definition), counted.as, counted.measures)
  return {
    id: row.id,
    unit: { code: row.unit_code, name: row.unit_name },
    files: presentRecordFiles(files),
    counts: [...counts].map(([code, value]) => ({ code, value })),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.creator,
    changedAt: row.changed_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    may: { write: mayDo(user, 'activity.write', unit) },
  }
}
