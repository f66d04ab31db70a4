import { createHash } from 'node:crypto'
import { covers } from '../../../platform/server/access.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { hashSecret } from '../../participants/server/hash-secret.ts'
import { requireVerified } from '../../participants/server/require-verified.ts'
import { takeFromLimit } from '../../participants/server/take-from-limit.ts'
import * as contract from '../contract.ts'
import { askQuestion, hashReceipt } from './ask-question.ts'
import { assignQuestion } from './assign-question.ts'
import { bookSession, unbookSession } from './book-session.ts'
import { closeQuestion } from './close-question.ts'
import { cancelSession, holdSession } from './end-session.ts'
import { findConsultation } from './find-consultation.ts'
import { listExpertRows } from './list-experts.ts'
import { presentOwn, presentQuestions, sightOf, viewQuestion } from './present-question.ts'
import { presentSession, viewSession } from './present-session.ts'
import { publishFaq } from './publish-faq.ts'
import { countQuestions, listOwn, listQuestionRows } from './queries.ts'
import { saveSession } from './save-session.ts'
import { findSession, hasSeat, listSessionRows } from './session-queries.ts'
import { writeAnswer } from './write-answer.ts'
import { writeEvent } from './write-event.ts'

const hour = 3_600
const day = 86_400

/** What citizens ask and book. */
const citizenRoutes: Implementation[] = [
  implement(contract.askQuestion)(async ({ db, params, body, services, participant, address, now }) => {
    const { campaign, consultation } = await findConsultation(db, params)
    const asked = { id: params.question, participant: participant!, address, now, content: body }
    return askQuestion(db, services, campaign, consultation, asked)
  }),

  implement(contract.findByReceipt)(async ({ db, params, body, services, address, now }) => {
    const { campaign, consultation } = await findConsultation(db, params)
    const key = hashSecret(services, 'address', address)
    await takeFromLimit(db, { kind: 'question.receipt', key, seconds: hour, atMost: 60 }, now)
    const receiptHash = hashReceipt(services, body.receipt)
    const [row] = await listOwn(db, campaign.id, consultation.key, { receiptHash })
    if (!row) throw new ProblemError(notFound, { detail: '没有找到这个回执号，请核对。' })
    return presentOwn(row)
  }),

  ...(['bookSession', 'unbookSession'] as const).map((name) =>
    implement(contract[name])(async ({ db, params, participant, now }) => {
      const { campaign, consultation } = await findConsultation(db, params)
      const booking = { campaignId: campaign.id, consultation: consultation.key, now }
      const named = { ...booking, sessionId: params.session, participantId: participant!.id }
      if (name === 'unbookSession') return unbookSession(db, named)
      await requireVerified(db, consultation, participant!.id)
      const key = createHash('sha256').update(participant!.id).digest()
      await takeFromLimit(db, { kind: 'session.booking', key, seconds: day, atMost: 30 }, now)
      return bookSession(db, named)
    }),
  ),

  implement(contract.downloadEvent)(async ({ db, params, participant, origin }) => {
    const { campaign, consultation } = await findConsultation(db, params)
    const session = await findSession(db, campaign.id, params.session)
    if (session?.consultation !== consultation.key || !(await hasSeat(db, session.id, participant!.id)))
      throw new ProblemError(notFound)
    return {
      file: Buffer.from(writeEvent(session, origin)),
      fileName: `${session.title}.ics`,
      mediaType: 'text/calendar',
    }
  }),
]

export const consultationRoutes: Implementation[] = [
  ...citizenRoutes,

  implement(contract.listQuestions)(async ({ db, params, query, scope, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { state, field, q, limit } = query
    const sight = sightOf(user)
    const filter = { scope, sight, state, field, q: q || undefined }
    const rows = await listQuestionRows(db, campaign.id, filter, {
      after: decodeCursor(query.cursor, 2),
      limit,
    })
    return {
      items: await presentQuestions(db, rows, user),
      next: nextCursor(rows, limit, (last) => [last.asked_at.toISOString(), last.id]),
      counts: await countQuestions(db, campaign.id, filter),
      may: { manage: sight.managed.units.length > 0 },
    }
  }),

  implement(contract.listExperts)(async ({ db, params, scope }) => {
    await findCampaign(db, params.campaign)
    const experts = await listExpertRows(db)
    // Those whose field of work touches the caller's.
    const near = experts.filter((one) =>
      scope.units.some((unit) => covers(unit, { ...one, id: one.unit_id }) || one.level <= unit.level),
    )
    const items = near.map((one) => ({
      id: one.id,
      name: one.name,
      unit: { code: one.code, name: one.unit_name },
    }))
    return { items, next: null }
  }),

  implement(contract.assignQuestion)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const assigned = { id: call.params.question, ...call.body }
    await assignQuestion(call.db, call, campaign, sightOf(call.user), assigned)
    return viewQuestion(call.db, campaign.id, call.params.question, call.user)
  }),

  implement(contract.writeAnswer)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const written = { id: call.params.question, ...call.body }
    await writeAnswer(call.db, call, campaign, sightOf(call.user), written)
    return viewQuestion(call.db, campaign.id, call.params.question, call.user)
  }),

  implement(contract.closeQuestion)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const closing = { id: call.params.question, reason: call.body.reason }
    await closeQuestion(call.db, call, campaign.id, sightOf(call.user), closing)
    return viewQuestion(call.db, campaign.id, call.params.question, call.user)
  }),

  implement(contract.publishFaq)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const shown = { id: call.params.question, faq: call.body }
    await publishFaq(call.db, call, campaign.id, sightOf(call.user), shown)
    return viewQuestion(call.db, campaign.id, call.params.question, call.user)
  }),

  implement(contract.hideFaq)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const hidden = { id: call.params.question, faq: null }
    await publishFaq(call.db, call, campaign.id, sightOf(call.user), hidden)
    return viewQuestion(call.db, campaign.id, call.params.question, call.user)
  }),

  implement(contract.listSessions)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const page = { after: decodeCursor(query.cursor, 2), limit: query.limit }
    const rows = await listSessionRows(db, campaign.id, scope, page)
    return {
      items: rows.map(presentSession),
      next: nextCursor(rows, query.limit, (last) => [last.starts_at.toISOString(), last.id]),
    }
  }),

  implement(contract.saveSession)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const unitId = call.scope.units[0]!.id
    await saveSession(call.db, call, campaign, { id: call.params.session, unitId, ...call.body })
    return viewSession(call.db, campaign.id, call.params.session)
  }),

  implement(contract.cancelSession)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await cancelSession(call.db, call, campaign.id, call.params.session)
    return viewSession(call.db, campaign.id, call.params.session)
  }),

  implement(contract.holdSession)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await holdSession(call.db, call, campaign, { id: call.params.session, ...call.body })
    return viewSession(call.db, campaign.id, call.params.session)
  }),
]
