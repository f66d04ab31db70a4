import { createHash, createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Connection } from '../../../platform/server/database.ts'
import type { Participant } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { maskName } from '../../../platform/shared/mask-name.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { claimCitizenFiles } from '../../citizen-files/server/find-citizen-files.ts'
import { namePublicUnit } from '../../org/server/find-public-units.ts'
import { hashSecret } from '../../participants/server/hash-secret.ts'
import { requireOpen } from '../../participants/server/require-open.ts'
import { requireVerified } from '../../participants/server/require-verified.ts'
import { takeFromLimit } from '../../participants/server/take-from-limit.ts'
import { type askQuestion as route, questionSentBefore, tooManyQuestions } from '../contract.ts'
import { readReceipt, spellReceipt } from '../rules.ts'
import { refuseUnknownField } from './refuse-unknown-field.ts'

interface Asked {
  id: string
  participant: Participant
  address: string
  now: Date
  content: z.output<NonNullable<(typeof route)['body']>>
}

const questionsFromAddressPerHour = 100

/** Takes a question in; gives the receipt by which its asker finds the answer, also on another device. */
export async function askQuestion(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  consultation: ConsultationDefinition,
  { id, participant, address, now, content }: Asked,
): Promise<{ receipt: string }> {
  const { date: today } = localOfInstant(now, campaign.definition.timeZone)
  await requireVerified(db, consultation, participant.id)
  // What one device sends waits in line here: the cap is counted under this lock, and a repeated sending finds the first.
  await db.selectFrom('participant').where('id', '=', participant.id).select('id').forUpdate().execute()
  const digest = createHash('sha256').update(canonicalJson(content)).digest('hex')
  const receipt = makeReceipt(services, id)
  const known = await db
    .selectFrom('consultation_question')
    .where('id', '=', id)
    .select(['participant_id', 'digest'])
    .executeTakeFirst()
  if (known) {
    if (known.participant_id !== participant.id || known.digest !== digest)
      throw new ProblemError(questionSentBefore)
    return { receipt }
  }
  requireOpen(consultation, today)
  refuseUnknownField(consultation, content.field)
  const files = await claimCitizenFiles(db, participant.id, content.files, ['image', 'video', 'document'])
  const unit = await namePublicUnit(db, campaign.definition, today, content.unit)
  const network = { kind: 'question.address', key: hashSecret(services, 'address', address), seconds: 3_600 }
  await takeFromLimit(db, { ...network, atMost: questionsFromAddressPerHour }, now)
  // Those that wait: who has an answer may ask again.
  const { rows } = await sql`
    insert into consultation_question (id, campaign_id, consultation, participant_id, receipt_hash, unit_id, title, body,
      signature, may_publish, digest, field, state, asked_at)
    select ${id}::uuid, ${campaign.id}, ${consultation.key}, ${participant.id}, ${hashReceipt(services, receipt)},
      ${unit.id}, ${content.title}, ${content.body}, ${maskName(content.signature) || null}, ${content.mayPublish},
      ${digest}, ${content.field}, 'open', ${now}
    where (select count(*) from consultation_question where campaign_id = ${campaign.id}
      and consultation = ${consultation.key} and participant_id = ${participant.id} and state = 'open')
      < ${consultation.questionsPerPerson}
    returning id`.execute(db)
  if (rows.length === 0) throw new ProblemError(tooManyQuestions)
  if (files.length > 0)
    await db
      .insertInto('consultation_question_file')
      .values(files.map((file, position) => ({ question_id: id, position, file_id: file.id })))
      .execute()
  return { receipt }
}

/** Made of the question's id and the deployment's key, so that a repeated sending gets it again. */
function makeReceipt({ secret }: Services, id: string): string {
  return spellReceipt(createHmac('sha256', secret).update(`question ${id}`).digest())
}

export function hashReceipt(services: Services, receipt: string): Buffer {
  return hashSecret(services, 'code', `question ${readReceipt(receipt)}`)
}
