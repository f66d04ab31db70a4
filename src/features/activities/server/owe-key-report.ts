import type { AuditContext } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { findTask } from '../../campaign/definition.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { openPeriod, withdrawPeriod } from '../../obligations/server/open-obligation.ts'

interface KeyActivity {
  id: string
  unitId: string
  /** What it owed until now. */
  obligationId: string | null
  isKey: boolean
  day: string
  title: string
}

/**
 * A key activity owes its report on the same day (notice, closing paragraph: 重要活动、特色活动当天报送), one that is
 * no longer key does not, unless it was reported already.
 */
export async function oweKeyReport(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  activity: KeyActivity,
): Promise<void> {
  const taskKey = campaign.definition.recording.keyTask
  const schedule = taskKey ? findTask(campaign.definition, taskKey).schedule : null
  const asked =
    activity.isKey &&
    schedule?.kind === 'as-needed' &&
    activity.day >= schedule.from &&
    activity.day <= schedule.until
  const wanted = asked
    ? await openPeriod(db, context, campaign, taskKey!, activity.unitId, {
        date: activity.day,
        title: activity.title,
      })
    : null
  if (wanted === activity.obligationId) return
  if (activity.obligationId && !(await mayLetGo(db, context, activity))) return
  await db.updateTable('activity').set({ obligation_id: wanted }).where('id', '=', activity.id).execute()
}

/** Another key activity of the same day and title may owe the same report. */
async function mayLetGo(db: Connection, context: AuditContext, activity: KeyActivity): Promise<boolean> {
  const shared = await db
    .selectFrom('activity')
    .where('obligation_id', '=', activity.obligationId)
    .where('id', '!=', activity.id)
    .where('deleted_at', 'is', null)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return shared !== undefined || withdrawPeriod(db, activity.obligationId!, context.now)
}
