import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, conflict, notFound } from '../../../platform/shared/problem.ts'
import { answerFeedback, listFeedback, readFeedback, sendFeedback } from '../contract.ts'

export const feedbackRoutes: Implementation[] = [
  implement(sendFeedback)(async (call) => {
    const { db, body, caller, now } = call
    const receipt = makeReceipt(now)
    const id = v7()
    await db
      .insertInto('feedback')
      .values({
        id,
        receipt,
        page: body.page,
        content: body.content,
        contact: body.contact || null,
        user_id: caller?.id ?? null,
        sent_at: now,
      })
      .execute()
    await writeAudit(db, call, 'feedback-sent', { subjectId: id })
    return { receipt }
  }),

  implement(readFeedback)(async ({ db, params }) => {
    const row = await db
      .selectFrom('feedback')
      .where('receipt', '=', params.receipt.trim().toUpperCase())
      .select(['receipt', 'content', 'sent_at', 'answer', 'answered_at'])
      .executeTakeFirst()
    if (!row) throw new ProblemError(notFound, { detail: '没有找到这个回执号，请核对。' })
    return {
      receipt: row.receipt,
      content: row.content,
      sentAt: row.sent_at.toISOString(),
      answer: row.answer,
      answeredAt: row.answered_at?.toISOString() ?? null,
    }
  }),

  implement(listFeedback)(async ({ db, query, now }) => {
    const after = decodeCursor(query.cursor, 2)
    let rows = selectFeedback(db)
    if (query.open === 'true') rows = rows.where('f.answer', 'is', null)
    if (query.open === 'false') rows = rows.where('f.answer', 'is not', null)
    if (after)
      rows = rows.where(sql<boolean>`(f.sent_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`)
    const items = await rows.orderBy('f.sent_at', 'desc').orderBy('f.id', 'desc').limit(query.limit).execute()
    const { count } = await db
      .selectFrom('feedback')
      .where('answer', 'is', null)
      .select(sql<number>`count(*)`.as('count'))
      .executeTakeFirstOrThrow()
    return {
      items: items.map((row) => present(row, now)),
      next: nextCursor(items, query.limit, (last) => [last.sent_at.toISOString(), last.id]),
      openCount: count,
    }
  }),

  implement(answerFeedback)(async (call) => {
    const { db, params, body, now, user } = call
    const exists = await selectFeedback(db).where('f.id', '=', params.id).executeTakeFirst()
    if (!exists) throw new ProblemError(notFound)
    const done = await db
      .updateTable('feedback')
      .set({ answer: body.answer, answered_at: now, answered_by: user.id })
      .where('id', '=', params.id)
      .where('answer', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!done) throw new ProblemError(conflict, { detail: '这条意见已有答复。' })
    await writeAudit(db, call, 'feedback-answered', { subjectId: params.id, after: { answer: body.answer } })
    return present(await selectFeedback(db).where('f.id', '=', params.id).executeTakeFirstOrThrow(), now)
  }),
]

function selectFeedback(db: Connection) {
  return db
    .selectFrom('feedback as f')
    .leftJoin('user as s', 's.id', 'f.user_id')
    .leftJoin('user as a', 'a.id', 'f.answered_by')
    .selectAll('f')
    .select(['s.name as sent_by', 'a.name as answered_by_name'])
}

function present(
  row: Awaited<ReturnType<ReturnType<typeof selectFeedback>['executeTakeFirstOrThrow']>>,
  now: Date,
) {
  return {
    id: row.id,
    receipt: row.receipt,
    page: row.page,
    content: row.content,
    contact: row.contact,
    sentAt: row.sent_at.toISOString(),
    sentBy: row.sent_by,
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy: row.answered_by_name,
    workingDaysOpen: countWorkingDays(row.sent_at, row.answered_at ?? now),
  }
}

/** Mondays to Fridays begun since then; holidays are not known here. */
function countWorkingDays(from: Date, to: Date): number {
  let days = 0
  for (let at = from.getTime() + 86_400_000; at <= to.getTime(); at += 86_400_000) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days += 1
  }
  return days
}

/** Hard to guess, easy to read out: the day and ten digits. */
function makeReceipt(now: Date): string {
  const digits = String(randomInt(0, 10 ** 10)).padStart(10, '0')
  return `YJ${now.toISOString().slice(0, 10).replaceAll('-', '')}-${digits}`
}
