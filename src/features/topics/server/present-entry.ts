import { createHash } from 'node:crypto'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { presentCitizenFile } from '../../citizen-files/server/find-citizen-files.ts'
import type { ModeratedEntry } from '../contract.ts'
import type { EntryState } from '../rules.ts'
import { entryMarks } from './mark-entry.ts'
import { type EntryRow, findEntry, listFiles } from './queries.ts'

export async function viewEntry(db: Connection, campaignId: string, id: string): Promise<ModeratedEntry> {
  const row = await findEntry(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  return (await presentEntries(db, [row]))[0]!
}

/** Entries as a moderator sees them. */
export async function presentEntries(db: Connection, rows: EntryRow[]): Promise<ModeratedEntry[]> {
  const files = await listFiles(
    db,
    rows.map((row) => row.id),
  )
  const marks = new Map(rows.map((row) => [row.id, entryMarks.parse(row.marks)]))
  const others = [...marks.values()].flatMap((one) => one.alike.map((each) => each.entry))
  const titles = new Map(
    others.length === 0
      ? []
      : (await db.selectFrom('topic_entry').where('id', 'in', others).select(['id', 'title']).execute()).map(
          (one) => [one.id, one.title],
        ),
  )
  return rows.map((row) => ({
    id: row.id,
    topic: row.topic,
    unit: { code: row.unit_code, name: row.unit_name },
    title: row.title,
    body: row.body,
    signature: row.signature,
    state: row.state as EntryState,
    submittedAt: row.submitted_at.toISOString(),
    device: createHash('sha256').update(row.participant_id).digest('hex').slice(0, 6),
    files: files.filter((one) => one.entry_id === row.id).map(presentCitizenFile),
    likes: row.likes,
    marks: {
      words: marks.get(row.id)!.words,
      alike: marks.get(row.id)!.alike.map((one) => ({ ...one, title: titles.get(one.entry) ?? '' })),
    },
    decided:
      row.decided_at && row.decider
        ? { at: row.decided_at.toISOString(), by: row.decider, refusal: row.refusal, note: row.note }
        : null,
    selected:
      row.selected_at && row.selector
        ? { at: row.selected_at.toISOString(), by: row.selector, reason: row.selected_reason! }
        : null,
  }))
}
