import { z } from 'zod'
import type { Connection } from '../../../platform/server/database.ts'
import type { TopicDefinition } from '../../campaign/public-part.ts'
import { findSimilarPictures } from '../../likeness/server/find-similar-pictures.ts'
import { findSimilarTexts } from '../../likeness/server/find-similar-texts.ts'
import { storeTextFingerprint } from '../../likeness/server/store-text-fingerprint.ts'
import { findMarkedWords } from '../rules.ts'

export const entryMarks = z.object({
  words: z.array(z.string()),
  alike: z.array(z.object({ entry: z.uuid(), score: z.number(), what: z.enum(['text', 'picture']) })),
})
type EntryMarks = z.infer<typeof entryMarks>

interface Entry {
  id: string
  title: string
  body: string
  files: readonly { kind: string; sha256: string }[]
  now: Date
}

const kind = 'topic-entry'
const mostAlike = 5

/** What a moderator should look at twice. Nothing here refuses an entry. */
export async function markEntry(
  db: Connection,
  campaignId: string,
  topic: TopicDefinition,
  entry: Entry,
): Promise<EntryMarks> {
  const text = `${entry.title}\n${entry.body}`
  const words = [...new Set(findMarkedWords(text, topic.words).map((one) => one.word))]
  const found = [...(await findTexts(db, entry)), ...(await findPictures(db, entry))]
  const ids = found.map((one) => one.entry)
  const known = ids.length
    ? await db
        .selectFrom('topic_entry')
        .where('id', 'in', ids)
        .where('campaign_id', '=', campaignId)
        .where('state', '!=', 'withdrawn')
        .select('id')
        .execute()
    : []
  const alike = found.filter((one) => known.some(({ id }) => id === one.entry)).slice(0, mostAlike)
  return { words, alike }
}

async function findTexts(db: Connection, { id, body, now }: Entry): Promise<EntryMarks['alike']> {
  const found = await findSimilarTexts(db, { text: body, limit: 10 })
  await storeTextFingerprint(db, { kind, id, text: body, at: now })
  return found
    .filter((one) => one.kind === kind)
    .map((one) => ({ entry: one.id, score: one.score, what: 'text' as const }))
}

/** The very same picture, or one that is this picture cut, shrunk or marked. */
async function findPictures(db: Connection, { files }: Entry): Promise<EntryMarks['alike']> {
  const scores = new Map<string, number>()
  for (const { sha256, kind: fileKind } of files) {
    scores.set(sha256, 1)
    if (fileKind !== 'image') continue
    for (const one of await findSimilarPictures(db, { sha256, limit: 5 }))
      scores.set(one.sha256, Math.max(scores.get(one.sha256) ?? 0, one.score))
  }
  if (scores.size === 0) return []
  const rows = await db
    .selectFrom('topic_entry_file as x')
    .innerJoin('citizen_file as f', 'f.id', 'x.file_id')
    .where('f.sha256', 'in', [...scores.keys()])
    .select(['x.entry_id', 'f.sha256'])
    .limit(20)
    .execute()
  const best = new Map<string, number>()
  for (const row of rows)
    best.set(row.entry_id, Math.max(best.get(row.entry_id) ?? 0, scores.get(row.sha256)!))
  return [...best].map(([entry, score]) => ({ entry, score, what: 'picture' as const }))
}
