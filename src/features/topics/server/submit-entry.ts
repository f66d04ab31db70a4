import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { Participant } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { maskName } from '../../../platform/shared/mask-name.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'
import { type TopicDefinition, channelKeys } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { CitizenFileKind } from '../../citizen-files/rules.ts'
import { claimCitizenFiles } from '../../citizen-files/server/find-citizen-files.ts'
import { namePublicUnit } from '../../org/server/find-public-units.ts'
import { hashSecret } from '../../participants/server/hash-secret.ts'
import { requireOpen } from '../../participants/server/require-open.ts'
import { requireVerified } from '../../participants/server/require-verified.ts'
import { takeFromLimit } from '../../participants/server/take-from-limit.ts'
import { recordParticipation } from '../../participation/server/record-participation.ts'
import { entrySentBefore, tooManyEntries } from '../contract.ts'
import { type EntryState, formOf } from '../rules.ts'
import { markEntry } from './mark-entry.ts'

interface Submission {
  id: string
  participant: Participant
  address: string
  now: Date
  content: { title: string; body: string; unit: string; signature: string; files: string[] }
}

const entriesFromAddressPerHour = 300

/** Takes an entry in, to wait for a moderator; it counts from now on. The same once more changes nothing. */
export async function submitEntry(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  topic: TopicDefinition,
  { id, participant, address, now, content }: Submission,
): Promise<{ id: string; state: EntryState }> {
  const { date: today } = localOfInstant(now, campaign.definition.timeZone)
  await requireVerified(db, topic, participant.id)
  // What one device sends waits in line here: the cap is counted under this lock, and a repeated sending finds the first.
  await db.selectFrom('participant').where('id', '=', participant.id).select('id').forUpdate().execute()
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const known = await db
    .selectFrom('topic_entry')
    .where('id', '=', id)
    .select(['participant_id', 'digest', 'state'])
    .executeTakeFirst()
  if (known) {
    if (known.participant_id !== participant.id || known.digest !== digest)
      throw new ProblemError(entrySentBefore)
    return { id, state: known.state as EntryState }
  }
  requireOpen(topic, today)
  const accept = topic.accept.filter((kind) => kind !== 'text') as CitizenFileKind[]
  const files = await claimCitizenFiles(db, participant.id, content.files, accept)
  checkContent(topic, content, files)
  const unit = await namePublicUnit(db, campaign.definition, today, content.unit)
  const network = { kind: 'topic.address', key: hashSecret(services, 'address', address), seconds: 3_600 }
  await takeFromLimit(db, { ...network, atMost: entriesFromAddressPerHour }, now)

  const marks = await markEntry(db, campaign.id, topic, { id, ...content, files, now })
  const { rows } = await sql`
    insert into topic_entry (id, campaign_id, topic, participant_id, unit_id, title, body, signature, digest, state,
      submitted_at, marks)
    select ${id}::uuid, ${campaign.id}, ${topic.key}, ${participant.id}, ${unit.id}, ${content.title}, ${content.body},
      ${maskName(content.signature) || null}, ${digest}, 'pending', ${now}, ${JSON.stringify(marks)}::jsonb
    where (select count(*) from topic_entry where campaign_id = ${campaign.id} and topic = ${topic.key}
      and participant_id = ${participant.id} and state <> 'withdrawn') < ${topic.entriesPerPerson}
    returning id`.execute(db)
  if (rows.length === 0) throw new ProblemError(tooManyEntries)
  if (files.length > 0)
    await db
      .insertInto('topic_entry_file')
      .values(files.map((file, position) => ({ entry_id: id, position, file_id: file.id })))
      .execute()
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: channelKeys.topic(topic.key),
    unitId: unit.id,
    day: today,
    participantId: participant.id,
    recordId: id,
    people: 1,
    quantity: 1,
    at: now,
  })
  return { id, state: 'pending' }
}

function checkContent(
  topic: TopicDefinition,
  { body }: { body: string },
  files: readonly { kind: string }[],
): void {
  const say = (path: string, message: string) => {
    throw new ProblemError(invalidInput, { detail: message, errors: [{ path, message }] })
  }
  if ([...body].length > topic.maxText) say('body', `文字不超过 ${topic.maxText} 字。`)
  const form = formOf(files)
  if (form === 'text' && !topic.accept.includes('text')) say('files', '请添加图片或短视频。')
  if (form === 'text' && body === '') say('body', '请写几句话，或者添加图片、短视频。')
  if (form === 'video' && files.length > 1) say('files', '一件作品只放一个视频，不再放图片。')
  if (form === 'image' && files.length > topic.maxPictures) say('files', `图片最多 ${topic.maxPictures} 张。`)
}
