import type { Connection } from '../../../platform/server/database.ts'
import type { RemarkRule } from '../../campaign/recording.ts'
import { findSimilarTexts } from '../../likeness/server/find-similar-texts.ts'
import { removeTextFingerprint, storeTextFingerprint } from '../../likeness/server/store-text-fingerprint.ts'
import type { Found } from './write-remarks.ts'

/**
 * A text nearly identical to an earlier one of the same kind, of anyone. `ignore`: those that may rightly be alike,
 * e.g. earlier revisions of the same report. Remembers this one for the next.
 */
export async function findSimilarText(
  db: Connection,
  about: { subject: 'activity' | 'submission'; id: string; text: string },
  rule: RemarkRule | undefined,
  ignore: (id: string) => Promise<boolean>,
  now: Date,
): Promise<Found[]> {
  const name = { kind: about.subject, id: about.id }
  const alike = rule ? await findSimilarTexts(db, { text: about.text, exclude: name, limit: 10 }) : []
  if (about.text.trim()) await storeTextFingerprint(db, { ...name, text: about.text, at: now })
  else await removeTextFingerprint(db, name)
  for (const one of alike) {
    if (one.kind !== about.subject || one.score < (rule!.limit ?? 0) || (await ignore(one.id))) continue
    return [{ rule: rule!, other: { subject: about.subject, id: one.id }, detail: { score: one.score } }]
  }
  return []
}
