import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { counterKeys, listCounters } from '../../campaign/recording.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { nameRecordFiles, presentRecordFiles } from '../../evidence/server/list-record-files.ts'
import { countMeasures } from '../../ledger/rules.ts'
import type { ActivityContent, ActivityView } from '../contract.ts'
import { type ActivityRow, findActivity, listActivityFiles } from './queries.ts'

type Stored = Omit<ActivityRow, 'unit_code' | 'unit_name'>

/** A stored record as its recorder said it. */
export function toContent(row: Stored, files: { id: string; caption: string | null }[]): ActivityContent {
  return {
    type: row.type,
    title: row.title,
    day: row.day,
    startTime: row.start_time?.slice(0, 5) ?? null,
    endTime: row.end_time?.slice(0, 5) ?? null,
    place: row.place,
    latitude: row.latitude,
    longitude: row.longitude,
    partners: row.partners.map((one) => one.code),
    audience: row.audience,
    dimensions: row.dimensions,
    sessions: row.sessions,
    participants: row.participants,
    reach: row.reach,
    quantity: row.quantity,
    narrative: row.narrative,
    files: nameRecordFiles(files),
    isKey: row.is_key,
  }
}

export async function viewActivity(
  db: Connection,
  campaign: CampaignInForce,
  id: string,
  user: SignedInUser,
): Promise<ActivityView> {
  const row = await findActivity(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  const files = await listActivityFiles(db, [id])
  const units = await db
    .selectFrom('org_unit')
    .where('id', 'in', [row.unit_id, ...row.partners.map((one) => one.id)])
    .select(unitColumns)
    .execute()
  const mayWrite = units.filter((unit) => mayDo(user, 'activity.write', unit))
  const content = toContent(row, files)
  const counters = listCounters(campaign.definition)
  return {
    id: row.id,
    unit: { code: row.unit_code, name: row.unit_name },
    partners: row.partners.map(({ code, name }) => ({ code, name })),
    content,
    files: presentRecordFiles(files),
    counts: [...countMeasures(counters, [counterKeys.activity(row.type)], row)].map(([code, value]) => ({
      code,
      value,
    })),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.creator,
    changedAt: row.changed_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    obligationId: row.obligation_id,
    may: {
      write: mayWrite.some((unit) => unit.id === row.unit_id),
      leave: mayWrite.some((unit) => unit.id !== row.unit_id),
    },
  }
}
