import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'

export interface PictureRow {
  bytes: Buffer
  media_type: string
}

function selectPicture(db: Connection, campaignId: string, file: string) {
  return db
    .selectFrom('question_picture as p')
    .where('p.campaign_id', '=', campaignId)
    .where('p.file', '=', file)
    .select(['p.bytes', 'p.media_type'])
}

export function findPicture(
  db: Connection,
  campaignId: string,
  file: string,
): Promise<PictureRow | undefined> {
  return selectPicture(db, campaignId, file).executeTakeFirst()
}

/** A picture that a question names which is or was in use; what only a draft names is nobody's yet. */
export function findShownPicture(
  db: Connection,
  campaignId: string,
  file: string,
): Promise<PictureRow | undefined> {
  return selectPicture(db, campaignId, file)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('question_version as q')
          .whereRef('q.campaign_id', '=', 'p.campaign_id')
          .where('q.state', 'in', ['live', 'retired'])
          .where(sql<boolean>`q.content ? 'picture' and q.content -> 'picture' ->> 'file' = ${file}`)
          .select('q.id'),
      ),
    )
    .executeTakeFirst()
}

export async function findPictureNames(db: Connection, campaignId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('question_picture')
    .where('campaign_id', '=', campaignId)
    .select('file')
    .execute()
  return rows.map((one) => one.file)
}

/** By file, with what the newest question that has it says that it shows. */
export function listPictureRows(
  db: Connection,
  campaignId: string,
  page: { after: (string | number)[] | null; limit: number },
) {
  const newestAlt = sql<string | null>`(
    select q.content -> 'picture' ->> 'alt' from question_version q
    where q.campaign_id = p.campaign_id and q.content ? 'picture' and q.content -> 'picture' ->> 'file' = p.file
    order by q.created_at desc, q.version desc limit 1)`
  return db
    .selectFrom('question_picture as p')
    .where('p.campaign_id', '=', campaignId)
    .$if(page.after !== null, (query) => query.where('p.file', '>', String(page.after![0])))
    .select(['p.file', newestAlt.as('alt')])
    .orderBy('p.file')
    .limit(page.limit)
    .execute()
}
