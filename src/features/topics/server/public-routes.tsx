/** @jsxImportSource preact */
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { Island } from '../../../platform/public/island.tsx'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { groupPublicUnits } from '../../org/server/find-public-units.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../contract.ts'
import { EntryForm } from '../public/entry-form.tsx'
import { EntryPage } from '../public/entry-page.tsx'
import { GalleryPage } from '../public/gallery-page.tsx'
import { OwnPage } from '../public/own-page.tsx'
import { type EntryState, stateWords } from '../rules.ts'
import { findTopic } from './find-topic.ts'
import { findPublished, listFiles, listGallery, listOwn, readLikes } from './queries.ts'
import { sayDate, sayClosed, showEntry } from './show-entry.ts'

const perPage = 20

/** Citizens' pages of a topic. */
export const topicPageRoutes: Implementation[] = [
  implement(contract.showGallery)(async (call) => {
    const { db, params, query } = call
    const { campaign, topic } = await findTopic(db, params)
    const { definition } = campaign
    const base = `/p/${campaign.key}/topics/${topic.key}`
    const after = decodeCursor(query.cursor, 3)
    const selectedFirst = query.sort === 'selected'
    const rows = await listGallery(db, campaign.id, topic.key, { selectedFirst, after, limit: perPage + 1 })
    const shown = rows.slice(0, perPage)
    const files = await listFiles(
      db,
      shown.map((row) => row.id),
    )
    const last = rows.length > perPage ? shown.at(-1) : undefined
    const next = last
      ? `${base}?sort=${query.sort}&cursor=${encodeCursor([selectedFirst && last.selected_at ? 1 : 0, last.published_at!.toISOString(), last.id])}`
      : null
    const today = localOfInstant(call.now, definition.timeZone).date
    return renderPage(call, {
      title: topic.title,
      description: topic.intro,
      campaign: frameCampaign(definition),
      cacheSeconds: 15,
      children: (
        <GalleryPage
          base={base}
          title={topic.title}
          intro={topic.intro}
          when={`${sayDate(topic.opens)}至${sayDate(topic.closes)}`}
          closed={sayClosed(topic, today)}
          sort={query.sort}
          first={after === null}
          entries={shown.map((row) => showEntry(campaign, row, files))}
          next={next}
        />
      ),
    })
  }),

  implement(contract.showNewEntry)(async (call) => {
    const { campaign, topic } = await findTopic(call.db, call.params)
    const { definition } = campaign
    const today = localOfInstant(call.now, definition.timeZone).date
    const base = `/p/${campaign.key}/topics/${topic.key}`
    const closed = sayClosed(topic, today)
    const { accept, maxPictures, maxText } = topic
    const limits = { accept, maxPictures, maxText }
    const named = { campaign: campaign.key, topic: topic.key, base }
    const groups = groupPublicUnits(definition, today)
    return renderPage(call, {
      title: `投稿：${topic.title}`,
      description: topic.intro,
      campaign: frameCampaign(definition),
      islands: closed ? [] : ['entry-form'],
      children: (
        <>
          <p>
            <a href={base}>{topic.title}</a>
          </p>
          {closed ? (
            <p class="note">{closed}</p>
          ) : (
            <>
              <noscript>
                <p class="note note-amber">投稿需要浏览器开启 JavaScript。看作品不需要。</p>
              </noscript>
              <Island name="entry-form" view={EntryForm} props={{ ...named, ...limits, groups }} />
            </>
          )}
        </>
      ),
    })
  }),

  implement(contract.showOwnEntries)(async (call) => {
    const { db, participant } = call
    const { campaign, topic } = await findTopic(db, call.params)
    const rows = participant ? await listOwn(db, campaign.id, topic.key, participant.id) : []
    const files = await listFiles(
      db,
      rows.map((row) => row.id),
    )
    const reasonOf = (row: (typeof rows)[number]) => {
      if (row.state !== 'refused') return null
      const label = topic.refusals.find((one) => one.value === row.refusal)?.label
      return [label, row.note].filter(Boolean).join('。')
    }
    return renderPage(call, {
      title: '我的作品',
      description: topic.intro,
      campaign: frameCampaign(campaign.definition),
      islands: rows.some((row) => row.state !== 'withdrawn') ? ['withdraw-entry'] : [],
      children: (
        <OwnPage
          base={`/p/${campaign.key}/topics/${topic.key}`}
          topic={topic.title}
          withdraw={{ base: `/api/public/${campaign.key}/topics/${topic.key}/entries/` }}
          entries={rows.map((row) => ({
            ...showEntry(campaign, row, files),
            state: row.state as EntryState,
            stateWord: stateWords[row.state as EntryState],
            reason: reasonOf(row),
          }))}
        />
      ),
    })
  }),

  implement(contract.showEntry)(async (call) => {
    const { db, params, participant } = call
    const { campaign, topic } = await findTopic(db, params)
    const row = await findPublished(db, campaign.id, topic.key, params.entry)
    if (!row) throw new ProblemError(notFound, { detail: '没有这件作品，或者已经撤下。' })
    const entry = showEntry(campaign, row, await listFiles(db, [row.id]))
    const today = localOfInstant(call.now, campaign.definition.timeZone).date
    const address = `/api/public/${campaign.key}/topics/${topic.key}/entries/${row.id}/like`
    const open = sayClosed(topic, today) === null
    const like =
      topic.likesPerDay > 0
        ? { address, open, ...(await readLikes(db, row.id, participant?.id ?? null)) }
        : null
    const picture = entry.files.find((one) => one.kind === 'image')
    return renderPage(call, {
      title: entry.title,
      description: entry.body.slice(0, 100) || topic.intro,
      campaign: frameCampaign(campaign.definition),
      islands: like ? ['entry-like'] : [],
      ...(picture ? { picture: picture.address } : {}),
      children: (
        <EntryPage
          base={`/p/${campaign.key}/topics/${topic.key}`}
          topic={topic.title}
          entry={entry}
          like={like}
        />
      ),
    })
  }),
]
