import { counterKeys } from '../../campaign/recording.ts'
import type { EntryPost } from '../../ledger/server/post-entries.ts'
import { noMeasures } from '../../ledger/rules.ts'

/** A clipping as the ledger keeps it. */
export function toEntry(
  clipping: { id: string; title: string; topic: string; quantity: number | null; day: string },
  unitId: string,
  fileId: string | null,
): EntryPost {
  return {
    id: clipping.id,
    source: 'clipping',
    title: clipping.title,
    countedAs: [counterKeys.clipping(clipping.topic)],
    measures: { ...noMeasures, quantity: clipping.quantity },
    day: clipping.day,
    unitIds: [unitId],
    fileId,
  }
}
