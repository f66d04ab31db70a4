import { counterKeys } from '../../campaign/recording.ts'
import { shareKeys } from '../../ledger/rules.ts'
import type { EntryPost } from '../../ledger/server/post-entries.ts'
import type { ActivityContent } from '../contract.ts'

/** A record as the ledger keeps it. */
export function toEntry(
  activity: Pick<
    ActivityContent,
    'type' | 'title' | 'day' | 'dimensions' | 'sessions' | 'participants' | 'reach' | 'quantity'
  > & { id: string },
  unitIds: string[],
  fileId: string | null,
): EntryPost {
  const { sessions, participants, reach, quantity } = activity
  return {
    id: activity.id,
    source: 'activity',
    title: activity.title,
    countedAs: [counterKeys.activity(activity.type)],
    sharedBy: [shareKeys.type(activity.type), ...new Set(activity.dimensions.map(shareKeys.dimension))],
    measures: { sessions, participants, reach, quantity },
    day: activity.day,
    unitIds,
    fileId,
  }
}
