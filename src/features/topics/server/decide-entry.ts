import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import {
  recordParticipation,
  withdrawParticipation,
} from '../../participation/server/record-participation.ts'
import { entryChanged } from '../contract.ts'
import type { EntryState } from '../rules.ts'
import { lockEntry } from './queries.ts'

interface Decision {
  seen: EntryState
  decision: 'publish' | 'refuse' | 'reopen'
  refusal?: string | undefined
  note: string
}

const leadsTo = { publish: 'published', refuse: 'refused', reopen: 'pending' } as const
const auditKinds = {
  publish: 'topic-entry-published',
  refuse: 'topic-entry-refused',
  reopen: 'topic-entry-reopened',
} as const

/** A moderator's decision, each of which may be taken back. A refused entry does not count until it is decided otherwise. */
export async function decideEntry(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
  { seen, decision, refusal, note }: Decision,
): Promise<void> {
  const row = await lockEntry(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  const state = leadsTo[decision]
  if (row.state !== seen || row.state === 'withdrawn' || row.state === state)
    throw new ProblemError(entryChanged)
  const topic = campaign.definition.public.topics.find((one) => one.key === row.topic)
  if (decision === 'refuse' && !topic?.refusals.some((one) => one.value === refusal))
    throw new ProblemError(invalidInput, { errors: [{ path: 'refusal', message: '请从列出的原因中选择。' }] })
  await db
    .updateTable('topic_entry')
    .set({
      state,
      decided_at: decision === 'reopen' ? null : context.now,
      decided_by: decision === 'reopen' ? null : context.caller!.id,
      refusal: decision === 'refuse' ? refusal! : null,
      note: note || null,
      published_at: decision === 'publish' ? context.now : null,
      ...(decision === 'publish' ? {} : notSelected),
    })
    .where('id', '=', id)
    .execute()
  if (state === 'refused') await withdrawParticipation(db, id, context.now)
  else if (row.state === 'refused') await countAgain(db, campaign, row, context.now)
  await writeAudit(db, context, auditKinds[decision], {
    unitId: row.unit_id,
    subjectId: id,
    before: { state: row.state },
    after: { state, ...(refusal ? { refusal } : {}), ...(note ? { note } : {}) },
  })
}

export const notSelected = { selected_at: null, selected_by: null, selected_reason: null }

/** For the day on which it was handed in. */
async function countAgain(
  db: Connection,
  campaign: CampaignInForce,
  row: { id: string; topic: string; unit_id: string; participant_id: string; submitted_at: Date },
  now: Date,
): Promise<void> {
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: channelKeys.topic(row.topic),
    unitId: row.unit_id,
    day: localOfInstant(row.submitted_at, campaign.definition.timeZone).date,
    participantId: row.participant_id,
    recordId: row.id,
    people: 1,
    quantity: 1,
    at: now,
  })
}
