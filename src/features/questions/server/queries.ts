import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { QuestionState } from '../rules.ts'

export interface QuestionFilter {
  q?: string | undefined
  bank?: string | undefined
  kind?: string | undefined
  tag?: string | undefined
  difficulty?: number | undefined
  state?: QuestionState | undefined
}

/** Without a state: what is in use or being worked on, and of retired questions the last version. */
function selectQuestions(db: Connection, campaignId: string, filter: QuestionFilter) {
  return db
    .selectFrom('question_version as q')
    .where('q.campaign_id', '=', campaignId)
    .where((eb) =>
      eb.or([
        eb('q.state', '!=', 'retired'),
        eb(
          'q.version',
          '=',
          eb
            .selectFrom('question_version as n')
            .whereRef('n.campaign_id', '=', 'q.campaign_id')
            .whereRef('n.key', '=', 'q.key')
            .select((max) => max.fn.max('n.version').as('newest')),
        ),
      ]),
    )
    .$if(filter.state !== undefined, (query) => query.where('q.state', '=', filter.state!))
    .$if(filter.bank !== undefined, (query) => query.where('q.bank', '=', filter.bank!))
    .$if(filter.kind !== undefined, (query) => query.where('q.kind', '=', filter.kind!))
    .$if(filter.tag !== undefined, (query) => query.where(sql<boolean>`${filter.tag!} = any(q.tags)`))
    .$if(filter.difficulty !== undefined, (query) => query.where('q.difficulty', '=', filter.difficulty!))
    .$if(filter.q !== undefined, (query) =>
      query.where(
        sql<boolean>`(strpos(lower(q.stem), lower(${filter.q!})) > 0 or strpos(q.key, lower(${filter.q!})) > 0)`,
      ),
    )
}

export function listQuestionRows(
  db: Connection,
  campaignId: string,
  filter: QuestionFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  return selectQuestions(db, campaignId, filter)
    .leftJoin('user as a', 'a.id', 'q.author_id')
    .$if(page.after !== null, (query) =>
      query.where(sql<boolean>`(q.key, q.version) > (${page.after![0]}::text, ${page.after![1]}::integer)`),
    )
    .select(['q.key', 'q.version', 'q.bank', 'q.kind', 'q.difficulty', 'q.stem', 'q.tags', 'q.state'])
    .select(['q.author_id', 'a.name as author', 'q.created_at'])
    .orderBy('q.key')
    .orderBy('q.version')
    .limit(page.limit)
    .execute()
}

export async function countQuestions(
  db: Connection,
  campaignId: string,
  filter: QuestionFilter,
): Promise<number> {
  const { total } = await selectQuestions(db, campaignId, filter)
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}

export function listVersions(db: Connection, campaignId: string, key: string) {
  return db
    .selectFrom('question_version as q')
    .leftJoin('user as a', 'a.id', 'q.author_id')
    .leftJoin('user as r', 'r.id', 'q.reviewer_id')
    .where('q.campaign_id', '=', campaignId)
    .where('q.key', '=', key)
    .selectAll('q')
    .select(['a.name as author', 'r.name as reviewer'])
    .orderBy('q.version', 'desc')
    .execute()
}
export type VersionRow = Awaited<ReturnType<typeof listVersions>>[number]

/** Versions of a question in this transaction, the newest first; nobody else changes them meanwhile. */
export function lockVersions(db: Connection, campaignId: string, key: string) {
  return db
    .selectFrom('question_version')
    .where('campaign_id', '=', campaignId)
    .where('key', '=', key)
    .select(['id', 'version', 'state', 'author_id', 'bank', 'digest'])
    .orderBy('version', 'desc')
    .forUpdate()
    .execute()
}

export function listBankRows(db: Connection, campaignId: string) {
  return db
    .selectFrom('question_bank as b')
    .leftJoin('question_version as q', (join) =>
      join.onRef('q.campaign_id', '=', 'b.campaign_id').onRef('q.bank', '=', 'b.key'),
    )
    .where('b.campaign_id', '=', campaignId)
    .groupBy(['b.key', 'b.title', 'b.tags'])
    .select(['b.key', 'b.title', 'b.tags'])
    .select(sql<number>`(count(*) filter (where q.state = 'live'))::int`.as('live'))
    .select(sql<number>`(count(*) filter (where q.state = 'review'))::int`.as('review'))
    .orderBy('b.key')
    .execute()
}

/** Of each question what is in use or being worked on, and its newest version, the newest first. */
export function listStandingVersions(db: Connection, campaignId: string) {
  return selectQuestions(db, campaignId, {})
    .select(['q.key', 'q.version', 'q.state', 'q.digest', 'q.author_id'])
    .orderBy('q.version', 'desc')
    .execute()
}
