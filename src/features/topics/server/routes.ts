import { writeAudit } from '../../../platform/server/audit.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { requireOpen } from '../../participants/server/require-open.ts'
import * as contract from '../contract.ts'
import { exportedAtMost, writeEntryList } from './write-entry-list.ts'
import { decideEntry } from './decide-entry.ts'
import { findTopic } from './find-topic.ts'
import { likeEntry, unlikeEntry } from './like-entry.ts'
import { presentEntries, viewEntry } from './present-entry.ts'
import { countEntries, listEntryRows } from './queries.ts'
import { selectEntry } from './select-entry.ts'
import { streamSelected } from './stream-selected.ts'
import { submitEntry } from './submit-entry.ts'
import { withdrawEntry } from './withdraw-entry.ts'

export const topicRoutes: Implementation[] = [
  implement(contract.submitEntry)(async ({ db, params, body, services, participant, address, now }) => {
    const { campaign, topic } = await findTopic(db, params)
    const sent = { id: params.entry, participant: participant!, address, now, content: body }
    return submitEntry(db, services, campaign, topic, sent)
  }),

  implement(contract.withdrawEntry)(async ({ db, params, participant, now }) => {
    const { campaign, topic } = await findTopic(db, params)
    const named = { id: params.entry, topic: topic.key, participantId: participant!.id }
    await withdrawEntry(db, { ...named, campaignId: campaign.id }, now)
    return { state: 'withdrawn' as const }
  }),

  ...(['likeEntry', 'unlikeEntry'] as const).map((name) =>
    implement(contract[name])(async ({ db, params, participant, now }) => {
      const { campaign, topic } = await findTopic(db, params)
      const { date: today } = localOfInstant(now, campaign.definition.timeZone)
      requireOpen(topic, today)
      const change = name === 'likeEntry' ? likeEntry : unlikeEntry
      const named = { campaignId: campaign.id, entryId: params.entry, participantId: participant!.id }
      return change(db, { ...named, topic, now, today })
    }),
  ),

  implement(contract.listEntries)(async ({ db, params, query, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const filter = { scope, topic: query.topic, state: query.state, q: query.q || undefined }
    const page = { after: decodeCursor(query.cursor, 2), limit: query.limit }
    const rows = await listEntryRows(db, campaign.id, filter, page)
    return {
      items: await presentEntries(db, rows),
      next: nextCursor(rows, query.limit, (last) => [last.submitted_at.toISOString(), last.id]),
      counts: await countEntries(db, campaign.id, filter),
    }
  }),

  implement(contract.decideEntry)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await decideEntry(call.db, call, campaign, call.params.entry, call.body)
    return viewEntry(call.db, campaign.id, call.params.entry)
  }),

  implement(contract.selectEntry)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await selectEntry(call.db, call, campaign.id, call.params.entry, call.body.reason)
    return viewEntry(call.db, campaign.id, call.params.entry)
  }),

  implement(contract.unselectEntry)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await selectEntry(call.db, call, campaign.id, call.params.entry, null)
    return viewEntry(call.db, campaign.id, call.params.entry)
  }),

  implement(contract.exportEntries)(async (call) => {
    const { db, params, query, scope } = call
    const campaign = await findCampaign(db, params.campaign)
    const filter = { scope, topic: query.topic, state: query.state, q: query.q || undefined }
    const rows = await listEntryRows(db, campaign.id, filter, { after: null, limit: exportedAtMost + 1 })
    if (rows.length > exportedAtMost) throw new ProblemError(contract.tooManyToExport)
    const file = await writeEntryList(campaign.definition, await presentEntries(db, rows))
    await writeAudit(db, call, 'topic-entries-exported', { after: { entries: rows.length } })
    return { file, fileName: '话题作品.xlsx', mediaType: contract.exportEntries.produces! }
  }),

  implement(contract.exportSelected)(async (call) => {
    const { db, params, query, scope, services } = call
    const campaign = await findCampaign(db, params.campaign)
    const filter = { scope, topic: query.topic, state: 'selected' as const, q: undefined }
    const rows = await listEntryRows(db, campaign.id, filter, { after: null, limit: 1_000 })
    const file = await streamSelected(db, services.storage, rows, campaign.definition.timeZone)
    await writeAudit(db, call, 'topic-entries-exported', { after: { selected: rows.length } })
    return { file, fileName: '入选作品.zip', mediaType: 'application/zip' }
  }),
]
