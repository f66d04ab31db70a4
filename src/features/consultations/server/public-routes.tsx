/** @jsxImportSource preact */
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { Island } from '../../../platform/public/island.tsx'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { groupPublicUnits } from '../../org/server/find-public-units.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../contract.ts'
import { AskForm } from '../public/ask-form.tsx'
import { FaqListPage } from '../public/faq-list-page.tsx'
import { FaqPage } from '../public/faq-page.tsx'
import { OwnQuestionsPage } from '../public/own-questions-page.tsx'
import { SessionsPage } from '../public/sessions-page.tsx'
import { readSearch, stateWords } from '../rules.ts'
import { findConsultation } from './find-consultation.ts'
import { presentOwn } from './present-question.ts'
import { findFaq, listFaq, listNearFaq, listOwn } from './queries.ts'
import { sayClosed, sayDay, sayWhen } from './say-when.ts'
import { listComing } from './session-queries.ts'

const perPage = 20
const shownLetters = 60

/** Citizens' pages of a consultation. */
export const consultationPageRoutes: Implementation[] = [
  implement(contract.showFaqList)(async (call) => {
    const { db, params, query } = call
    const { campaign, consultation } = await findConsultation(db, params)
    const base = `/p/${campaign.key}/consultations/${consultation.key}`
    const search = readSearch(query.q ?? '')
    const field = query.field || undefined
    const after = decodeCursor(query.cursor, 2)
    const page = { after, limit: perPage + 1 }
    const found = await listFaq(db, campaign.id, consultation.key, { ...search, field }, page)
    const alike = found.length === 0 && !after && search.bigrams.length > 0
    const near = alike ? await listNearFaq(db, campaign.id, consultation.key, search.bigrams) : []
    const rows = near.length > 0 ? near : found.slice(0, perPage)
    const last = found.length > perPage ? rows.at(-1) : undefined
    const cursor = last ? encodeCursor([last.faq_at!.toISOString(), last.id]) : null
    const said = { ...(query.q ? { q: query.q } : {}), ...(field ? { field } : {}) }
    const today = localOfInstant(call.now, campaign.definition.timeZone).date
    return renderPage(call, {
      title: consultation.title,
      description: consultation.intro,
      campaign: frameCampaign(campaign.definition),
      cacheSeconds: 30,
      children: (
        <FaqListPage
          base={base}
          title={consultation.title}
          intro={consultation.intro}
          closed={sayClosed(consultation, today)}
          fields={consultation.fields}
          q={query.q ?? ''}
          field={field ?? ''}
          near={near.length > 0}
          items={rows.map((row) => ({
            id: row.id,
            title: row.faq_title!,
            field: labelOf(consultation, row.field),
            answer: shorten(row.answer ?? ''),
          }))}
          next={cursor && `${base}?${new URLSearchParams({ ...said, cursor })}`}
        />
      ),
    })
  }),

  implement(contract.showFaq)(async (call) => {
    const { campaign, consultation } = await findConsultation(call.db, call.params)
    const row = await findFaq(call.db, campaign.id, consultation.key, call.params.question)
    if (!row) throw new ProblemError(notFound, { detail: '没有这条问答，或者已经撤下。' })
    return renderPage(call, {
      title: row.faq_title!,
      description: shorten(row.answer ?? ''),
      campaign: frameCampaign(campaign.definition),
      cacheSeconds: 30,
      children: (
        <FaqPage
          base={`/p/${campaign.key}/consultations/${consultation.key}`}
          id={row.id}
          consultation={consultation.title}
          title={row.faq_title!}
          field={labelOf(consultation, row.field)}
          day={sayDay(row.faq_at!, campaign.definition.timeZone)}
          question={row.faq_question!}
          answer={row.answer ?? ''}
        />
      ),
    })
  }),

  implement(contract.showAsk)(async (call) => {
    const { campaign, consultation } = await findConsultation(call.db, call.params)
    const { definition } = campaign
    const today = localOfInstant(call.now, definition.timeZone).date
    const base = `/p/${campaign.key}/consultations/${consultation.key}`
    const closed = sayClosed(consultation, today)
    const named = { campaign: campaign.key, consultation: consultation.key, base }
    const groups = groupPublicUnits(definition, today)
    return renderPage(call, {
      title: `提问：${consultation.title}`,
      description: consultation.intro,
      campaign: frameCampaign(definition),
      islands: closed ? [] : ['ask-form'],
      children: (
        <>
          <p>
            <a href={base}>{consultation.title}</a>
          </p>
          {closed ? (
            <p class="note">{closed}</p>
          ) : (
            <>
              <noscript>
                <p class="note note-amber">提问需要浏览器开启 JavaScript。看问答不需要。</p>
              </noscript>
              <Island
                name="ask-form"
                view={AskForm}
                props={{ ...named, fields: consultation.fields, groups }}
              />
            </>
          )}
        </>
      ),
    })
  }),

  implement(contract.showOwnQuestions)(async (call) => {
    const { db, params, participant } = call
    const { campaign, consultation } = await findConsultation(db, params)
    const { timeZone } = campaign.definition
    const rows = participant
      ? await listOwn(db, campaign.id, consultation.key, { participantId: participant.id })
      : []
    const address = `/api/public/${campaign.key}/consultations/${consultation.key}/receipts`
    return renderPage(call, {
      title: '我的提问',
      description: consultation.intro,
      campaign: frameCampaign(campaign.definition),
      islands: ['receipt-form'],
      children: (
        <OwnQuestionsPage
          base={`/p/${campaign.key}/consultations/${consultation.key}`}
          consultation={consultation.title}
          receipt={{ address, words: stateWords }}
          questions={rows.map((row) => {
            const one = presentOwn(row)
            const answer = one.answer && { ...one.answer, day: sayDay(row.answer_at!, timeZone) }
            const day = sayDay(row.asked_at, timeZone)
            return { ...one, id: row.id, answer, day, stateWord: stateWords[one.state] }
          })}
        />
      ),
    })
  }),

  implement(contract.showSessions)(async (call) => {
    const { db, params, participant, now } = call
    const { campaign, consultation } = await findConsultation(db, params)
    const rows = await listComing(db, campaign.id, consultation.key, participant?.id ?? null, now)
    const base = `/p/${campaign.key}/consultations/${consultation.key}`
    const booking = {
      base: `/api/public/${campaign.key}/consultations/${consultation.key}/sessions/`,
      sessions: rows.map((row) => ({
        id: row.id,
        title: row.title,
        intro: row.intro,
        field: labelOf(consultation, row.field),
        expert: row.expert,
        unit: row.unit_name,
        when: sayWhen(row.starts_at, row.ends_at, campaign.definition.timeZone),
        begun: row.starts_at <= now,
        cancelled: row.cancelled_at !== null,
        left: row.seats - row.booked,
        booked: row.own,
        link: row.own ? row.link : null,
      })),
    }
    return renderPage(call, {
      title: '线上会诊',
      description: consultation.intro,
      campaign: frameCampaign(campaign.definition),
      islands: rows.length > 0 ? ['book-session'] : [],
      children: <SessionsPage base={base} consultation={consultation.title} booking={booking} />,
    })
  }),
]

function labelOf({ fields }: ConsultationDefinition, field: string): string {
  return fields.find((one) => one.value === field)?.label ?? field
}

/** On one line; a sentence that happens to end at the cut keeps its full stop. */
function shorten(text: string): string {
  const letters = [...text.replace(/\s*\n\s*/g, '')]
  if (letters.length <= shownLetters) return letters.join('')
  const begun = letters.slice(0, shownLetters).join('').trimEnd()
  return begun.endsWith('。') ? begun : `${begun}…`
}
