import { type SqlBool, sql } from 'kysely'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { selectCitizenFiles } from '../../citizen-files/server/find-citizen-files.ts'
import type { QuestionState } from '../rules.ts'

/** Whose questions somebody sees: those of the units that are managed, and those assigned to the person. */
export interface Sight {
  managed: UnitScope
  expertId: string
}

function seen({ managed, expertId }: Sight) {
  const own = sql<SqlBool>`q.expert_id = ${expertId}`
  return managed.units.length === 0 ? own : sql<SqlBool>`(${withinScope(managed, 'u')} or ${own})`
}

function selectQuestions(db: Connection, campaignId: string) {
  return db
    .selectFrom('consultation_question as q')
    .innerJoin('org_unit as u', 'u.id', 'q.unit_id')
    .leftJoin('user as x', 'x.id', 'q.expert_id')
    .where('q.campaign_id', '=', campaignId)
    .selectAll('q')
    .select(['u.code as unit_code', 'u.name as unit_name', 'x.name as expert_name'])
    .select(['u.number', 'u.level', 'u.a0', 'u.a1', 'u.a2', 'u.a3', 'u.a4', 'u.a5', 'u.a6'])
}

export function findQuestion(db: Connection, campaignId: string, id: string, sight: Sight) {
  return selectQuestions(db, campaignId).where('q.id', '=', id).where(seen(sight)).executeTakeFirst()
}
export type QuestionRow = NonNullable<Awaited<ReturnType<typeof findQuestion>>>

/** The question's row, locked for a change in this transaction; undefined when the person does not see it. */
export function lockQuestion(db: Connection, campaignId: string, id: string, sight: Sight) {
  return db
    .selectFrom('consultation_question as q')
    .innerJoin('org_unit as u', 'u.id', 'q.unit_id')
    .where('q.id', '=', id)
    .where('q.campaign_id', '=', campaignId)
    .where(seen(sight))
    .selectAll('q')
    .forUpdate('q')
    .executeTakeFirst()
}

export interface QuestionFilter {
  scope: UnitScope
  sight: Sight
  state: QuestionState
  field: string | undefined
  q: string | undefined
}

function matches({ scope, sight, field, q }: Omit<QuestionFilter, 'state'>) {
  const like = containsText(q ?? '')
  return sql<SqlBool>`${sql.join(
    [
      withinScope(scope, 'u'),
      seen(sight),
      ...(field ? [sql`q.field = ${field}`] : []),
      ...(q ? [sql`(q.title ilike ${like} or q.body ilike ${like})`] : []),
    ],
    sql` and `,
  )}`
}

/** Open ones first come first, others the latest first. */
export function listQuestionRows(
  db: Connection,
  campaignId: string,
  filter: QuestionFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  const forward = filter.state === 'open'
  const { after } = page
  return selectQuestions(db, campaignId)
    .where('q.state', '=', filter.state)
    .where(matches(filter))
    .$if(after !== null, (query) =>
      query.where(
        sql<SqlBool>`(q.asked_at, q.id) ${sql.raw(forward ? '>' : '<')} (${after![0]}::timestamptz, ${after![1]}::uuid)`,
      ),
    )
    .orderBy('q.asked_at', forward ? 'asc' : 'desc')
    .orderBy('q.id', forward ? 'asc' : 'desc')
    .limit(page.limit)
    .execute()
}

export function countQuestions(db: Connection, campaignId: string, filter: QuestionFilter) {
  const counted = (state: QuestionState) => sql<number>`count(*) filter (where q.state = ${state})::int`
  return db
    .selectFrom('consultation_question as q')
    .innerJoin('org_unit as u', 'u.id', 'q.unit_id')
    .where('q.campaign_id', '=', campaignId)
    .where(matches({ ...filter, q: undefined }))
    .select([counted('open').as('open'), counted('answered').as('answered'), counted('closed').as('closed')])
    .executeTakeFirstOrThrow()
}

/** Of these questions, the newest revision first. */
export function listAnswers(db: Connection, questionIds: string[]) {
  if (questionIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('consultation_answer as a')
    .innerJoin('user as p', 'p.id', 'a.written_by')
    .where('a.question_id', 'in', questionIds)
    .selectAll('a')
    .select('p.name as writer')
    .orderBy('a.question_id')
    .orderBy('a.revision', 'desc')
    .execute()
}

export function listFiles(db: Connection, questionIds: string[]) {
  if (questionIds.length === 0) return Promise.resolve([])
  return selectCitizenFiles(db)
    .innerJoin('consultation_question_file as x', 'x.file_id', 'f.id')
    .where('x.question_id', 'in', questionIds)
    .select('x.question_id')
    .orderBy('x.question_id')
    .orderBy('x.position')
    .execute()
}

/** The published answer that holds now. */
const answerInForce = sql<string | null>`(select content from consultation_answer a where a.question_id = q.id
  and a.published_at is not null order by a.revision desc limit 1)`

/** Questions of one asker, the latest first, with the answer that holds. */
export function listOwn(
  db: Connection,
  campaignId: string,
  consultation: string,
  by: { participantId: string } | { receiptHash: Buffer },
) {
  return db
    .selectFrom('consultation_question as q')
    .where('q.campaign_id', '=', campaignId)
    .where('q.consultation', '=', consultation)
    .where(
      'participantId' in by
        ? sql<SqlBool>`q.participant_id = ${by.participantId}`
        : sql<SqlBool>`q.receipt_hash = ${by.receiptHash}`,
    )
    .select(['q.id', 'q.title', 'q.body', 'q.asked_at', 'q.state', 'q.closed_reason'])
    .select(answerInForce.as('answer'))
    .select(
      sql<Date | null>`(select max(published_at) from consultation_answer a where a.question_id = q.id)`.as(
        'answer_at',
      ),
    )
    .select(
      sql<number>`(select count(*) from consultation_answer a where a.question_id = q.id and published_at is not null)::int`.as(
        'revisions',
      ),
    )
    .orderBy('q.asked_at', 'desc')
    .limit(100)
    .execute()
}
export type OwnRow = Awaited<ReturnType<typeof listOwn>>[number]

function selectFaq(db: Connection, campaignId: string, consultation: string) {
  return db
    .selectFrom('consultation_question as q')
    .where('q.campaign_id', '=', campaignId)
    .where('q.consultation', '=', consultation)
    .where('q.faq_at', 'is not', null)
    .select(['q.id', 'q.field', 'q.faq_at', 'q.faq_title', 'q.faq_question'])
    .select(answerInForce.as('answer'))
}

interface FaqFilter {
  words: string[]
  bigrams: string[]
  field: string | undefined
}

/** All words have to stand in it; the index narrows by pairs of signs, the text decides. */
export function listFaq(
  db: Connection,
  campaignId: string,
  consultation: string,
  { words, bigrams, field }: FaqFilter,
  page: { after: (string | number)[] | null; limit: number },
) {
  const { after } = page
  return selectFaq(db, campaignId, consultation)
    .$if(bigrams.length > 0, (query) => query.where(sql<SqlBool>`q.faq_bigrams @> ${bigrams}::text[]`))
    .$if(words.length > 0, (query) =>
      query.where(
        sql<SqlBool>`${sql.join(
          words.map((word) => sql`position(${word} in q.faq_text) > 0`),
          sql` and `,
        )}`,
      ),
    )
    .$if(field !== undefined, (query) => query.where('q.field', '=', field!))
    .$if(after !== null, (query) =>
      query.where(sql<SqlBool>`(q.faq_at, q.id) < (${after![0]}::timestamptz, ${after![1]}::uuid)`),
    )
    .orderBy('q.faq_at', 'desc')
    .orderBy('q.id', 'desc')
    .limit(page.limit)
    .execute()
}

/** Where nothing holds all the words: what has at least a third of the pairs of signs, the most first. */
export function listNearFaq(db: Connection, campaignId: string, consultation: string, bigrams: string[]) {
  const shared = sql<number>`(select count(*) from unnest(q.faq_bigrams) pair where pair = any(${bigrams}::text[]))`
  return selectFaq(db, campaignId, consultation)
    .where(sql<SqlBool>`q.faq_bigrams && ${bigrams}::text[]`)
    .where(sql<SqlBool>`${shared} * 3 >= ${bigrams.length}`)
    .orderBy(shared, 'desc')
    .orderBy('q.id')
    .limit(10)
    .execute()
}

export function findFaq(db: Connection, campaignId: string, consultation: string, id: string) {
  return selectFaq(db, campaignId, consultation).where('q.id', '=', id).executeTakeFirst()
}
