import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import type { QuestionState } from '../rules.ts'
import { viewQuestion } from './present-question.ts'
import { countQuestions, listBankRows, listQuestionRows } from './queries.ts'
import { approveQuestion, retireQuestion, returnQuestion } from './review-question.ts'
import { saveQuestion } from './save-question.ts'

export const questionRoutes: Implementation[] = [
  implement(contract.listBanks)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    const rows = await listBankRows(db, campaign.id)
    return { items: rows.map((row) => ({ ...row, tags: row.tags as Record<string, string> })), next: null }
  }),

  implement(contract.listQuestions)(async ({ db, params, query, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { cursor, limit, ...words } = query
    const filter = { ...words, q: words.q || undefined }
    const rows = await listQuestionRows(db, campaign.id, filter, { after: decodeCursor(cursor, 2), limit })
    return {
      items: rows.map(({ author_id, created_at, state, ...row }) => ({
        ...row,
        state: state as QuestionState,
        own: author_id === user.id,
        createdAt: created_at.toISOString(),
      })),
      next: nextCursor(rows, limit, (last) => [last.key, last.version]),
      total: await countQuestions(db, campaign.id, filter),
    }
  }),

  implement(contract.readQuestion)(async ({ db, params, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    return viewQuestion(db, campaign.id, params.question, user)
  }),

  implement(contract.saveQuestion)(async (call) => {
    const { db, params, body } = call
    const campaign = await findCampaign(db, params.campaign)
    await saveQuestion(db, call, campaign.id, { key: params.question, ...body })
    return viewQuestion(db, campaign.id, params.question, call.user)
  }),

  implement(contract.approveQuestion)(async (call) => {
    const { db, params } = call
    const campaign = await findCampaign(db, params.campaign)
    await approveQuestion(db, call, campaign.id, { key: params.question, version: params.version })
    return viewQuestion(db, campaign.id, params.question, call.user)
  }),

  implement(contract.returnQuestion)(async (call) => {
    const { db, params, body } = call
    const campaign = await findCampaign(db, params.campaign)
    await returnQuestion(
      db,
      call,
      campaign.id,
      { key: params.question, version: params.version },
      body.reason,
    )
    return viewQuestion(db, campaign.id, params.question, call.user)
  }),

  implement(contract.retireQuestion)(async (call) => {
    const { db, params } = call
    const campaign = await findCampaign(db, params.campaign)
    await retireQuestion(db, call, campaign.id, params.question)
    return viewQuestion(db, campaign.id, params.question, call.user)
  }),
]
