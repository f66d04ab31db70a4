import { type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { selectCitizenFiles } from '../../citizen-files/server/find-citizen-files.ts'
import type { EntryState } from '../rules.ts'

/** What moderators may see: all but what its author took back. */
function selectEntries(db: Connection, campaignId: string) {
  return db
    .selectFrom('topic_entry as e')
    .innerJoin('org_unit as u', 'u.id', 'e.unit_id')
    .where('e.campaign_id', '=', campaignId)
    .selectAll('e')
    .select(['u.code as unit_code', 'u.name as unit_name'])
    .select(
      sql<number>`coalesce((select sum(likes) from topic_like_count c where c.entry_id = e.id), 0)::int`.as(
        'likes',
      ),
    )
}

export function findEntry(db: Connection, campaignId: string, id: string) {
  return selectEntries(db, campaignId)
    .leftJoin('user as d', 'd.id', 'e.decided_by')
    .leftJoin('user as s', 's.id', 'e.selected_by')
    .select(['d.name as decider', 's.name as selector'])
    .where('e.id', '=', id)
    .executeTakeFirst()
}
export type EntryRow = NonNullable<Awaited<ReturnType<typeof findEntry>>>

/** The entry's row, locked for a change in this transaction. */
export function lockEntry(db: Connection, campaignId: string, id: string) {
  return db
    .selectFrom('topic_entry')
    .where('id', '=', id)
    .where('campaign_id', '=', campaignId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
}

export interface EntryFilter {
  scope: UnitScope
  topic: string | undefined
  state: 'pending' | 'published' | 'selected' | 'refused' | undefined
  q: string | undefined
}

function matches({ scope, topic, state, q }: EntryFilter) {
  const like = containsText(q ?? '')
  return sql<SqlBool>`${sql.join(
    [
      withinScope(scope, 'u'),
      sql`e.state <> 'withdrawn'`,
      ...(topic ? [sql`e.topic = ${topic}`] : []),
      ...(state === 'selected' ? [sql`e.selected_at is not null`] : state ? [sql`e.state = ${state}`] : []),
      ...(q ? [sql`(e.title ilike ${like} or e.body ilike ${like})`] : []),
    ],
    sql` and `,
  )}`
}

/** Waiting ones in the order in which they came, others backwards. */
export function listEntryRows(
  db: Connection,
  campaignId: string,
  filter: EntryFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  const forward = filter.state === 'pending'
  const direction = forward ? 'asc' : 'desc'
  const { after } = page
  return selectEntries(db, campaignId)
    .leftJoin('user as d', 'd.id', 'e.decided_by')
    .leftJoin('user as s', 's.id', 'e.selected_by')
    .select(['d.name as decider', 's.name as selector'])
    .where(matches(filter))
    .$if(after !== null, (query) =>
      query.where(
        sql<SqlBool>`(e.submitted_at, e.id) ${sql.raw(forward ? '>' : '<')} (${after![0]}::timestamptz, ${after![1]}::uuid)`,
      ),
    )
    .orderBy('e.submitted_at', direction)
    .orderBy('e.id', direction)
    .limit(page.limit)
    .execute()
}

export async function countEntries(db: Connection, campaignId: string, filter: EntryFilter) {
  const counted = (where: string) => sql<number>`count(*) filter (where ${sql.raw(where)})::int`
  return db
    .selectFrom('topic_entry as e')
    .innerJoin('org_unit as u', 'u.id', 'e.unit_id')
    .where('e.campaign_id', '=', campaignId)
    .where(matches({ ...filter, state: undefined, q: undefined }))
    .select([
      counted("e.state = 'pending'").as('pending'),
      counted("e.state = 'published'").as('published'),
      counted('e.selected_at is not null').as('selected'),
      counted("e.state = 'refused'").as('refused'),
    ])
    .executeTakeFirstOrThrow()
}

/** Published ones: the latest first, or those that were selected before the others. Never by their likes. */
export function listGallery(
  db: Connection,
  campaignId: string,
  topic: string,
  page: { selectedFirst: boolean; after: (string | number)[] | null; limit: number },
) {
  const selected = sql`(e.selected_at is not null)::int`
  const { after, selectedFirst } = page
  return selectEntries(db, campaignId)
    .where('e.topic', '=', topic)
    .where('e.state', '=', 'published')
    .$if(after !== null, (query) =>
      query.where(
        selectedFirst
          ? sql<SqlBool>`(${selected}, e.published_at, e.id) < (${after![0]}::int, ${after![1]}::timestamptz, ${after![2]}::uuid)`
          : sql<SqlBool>`(e.published_at, e.id) < (${after![1]}::timestamptz, ${after![2]}::uuid)`,
      ),
    )
    .$if(selectedFirst, (query) => query.orderBy(selected, 'desc'))
    .orderBy('e.published_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(page.limit)
    .execute()
}
export type GalleryRow = Awaited<ReturnType<typeof listGallery>>[number]

export function findPublished(db: Connection, campaignId: string, topic: string, id: string) {
  return selectEntries(db, campaignId)
    .where('e.topic', '=', topic)
    .where('e.id', '=', id)
    .where('e.state', '=', 'published')
    .executeTakeFirst()
}

export function listOwn(db: Connection, campaignId: string, topic: string, participantId: string) {
  return selectEntries(db, campaignId)
    .where('e.topic', '=', topic)
    .where('e.participant_id', '=', participantId)
    .orderBy('e.submitted_at', 'desc')
    .limit(100)
    .execute()
}

export function listFiles(db: Connection, entryIds: string[]) {
  if (entryIds.length === 0) return Promise.resolve([])
  return selectCitizenFiles(db)
    .innerJoin('topic_entry_file as x', 'x.file_id', 'f.id')
    .where('x.entry_id', 'in', entryIds)
    .select('x.entry_id')
    .orderBy('x.entry_id')
    .orderBy('x.position')
    .execute()
}
export type EntryFileRow = Awaited<ReturnType<typeof listFiles>>[number]

/** A file of an entry with whose it is and where it stands, for those who decide whether it is given out. */
export function findEntryFile(db: Connection, entryId: string, fileId: string) {
  return selectCitizenFiles(db)
    .innerJoin('topic_entry_file as x', 'x.file_id', 'f.id')
    .innerJoin('topic_entry as e', 'e.id', 'x.entry_id')
    .where('x.entry_id', '=', entryId)
    .where('x.file_id', '=', fileId)
    .select('e.state')
    .$narrowType<{ state: EntryState }>()
    .executeTakeFirst()
}

export async function readLikes(db: Connection, entryId: string, participantId: string | null) {
  const { rows } = await sql<{ likes: number; liked: boolean }>`
    select coalesce((select sum(likes) from topic_like_count where entry_id = ${entryId}), 0)::int as likes,
      exists (select 1 from topic_like where entry_id = ${entryId} and participant_id = ${participantId}) as liked`.execute(
    db,
  )
  return rows[0]!
}
