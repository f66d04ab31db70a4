import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { askQuestion } from '../../consultations/server/ask-question.ts'
import { assignQuestion } from '../../consultations/server/assign-question.ts'
import { bookSession } from '../../consultations/server/book-session.ts'
import { closeQuestion } from '../../consultations/server/close-question.ts'
import { holdSession } from '../../consultations/server/end-session.ts'
import { publishFaq } from '../../consultations/server/publish-faq.ts'
import { saveSession } from '../../consultations/server/save-session.ts'
import { writeAnswer } from '../../consultations/server/write-answer.ts'
import { addCitizens } from './demo-citizens.ts'
import type { DemoScript } from './demo-script.ts'

const hour = 3_600_000

interface Staff {
  script: DemoScript
  office: SignedInUser
  /** By name of their accounts. */
  users: ReadonlyMap<string, SignedInUser>
  until: Date
}

/** Questions to experts and online sessions of the first consultation. */
export async function seedConsultations(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  staff: Staff,
): Promise<void> {
  if (campaign.definition.public.consultations.length === 0) return
  await seedQuestions(db, services, campaign, staff)
  await seedSessions(db, campaign, staff)
}

const contextOf = (caller: SignedInUser, now: Date) => ({
  now,
  caller,
  address: '127.0.0.1',
  requestId: 'demo',
})

async function seedQuestions(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  { script, office, users, until }: Staff,
): Promise<void> {
  const consultation = campaign.definition.public.consultations[0]!
  const officeSight = { managed: { units: office.grants.map((one) => one.unit) }, expertId: office.id }
  for (const asked of script.questions) {
    const at = instantOfLocal(asked.on, asked.at, campaign.definition.timeZone)
    const after = (hours: number) => new Date(at.getTime() + hours * hour)
    if (at >= until) continue
    const [citizen] = await addCitizens(db, [at])
    const id = v7()
    const { title, body, unit, field, signature, mayPublish } = asked
    await askQuestion(db, services, campaign, consultation, {
      id,
      participant: { id: citizen!, verifiedAt: null },
      address: '127.0.0.1',
      now: at,
      content: { title, body, unit, field, signature, mayPublish, files: [] },
    })
    const sent = contextOf(office, after(1))
    if (sent.now >= until) continue
    if (asked.closed) await closeQuestion(db, sent, campaign.id, officeSight, { id, reason: asked.closed })
    const expert = asked.expert && users.get(asked.expert)
    if (!expert) continue
    await assignQuestion(db, sent, campaign, officeSight, { id, field, expert: expert.id })
    if (!asked.answer || after(6) >= until) continue
    const expertSight = { managed: { units: [] }, expertId: expert.id }
    const answer = { id, content: asked.answer, publish: true, seen: null }
    await writeAnswer(db, contextOf(expert, after(5)), campaign, expertSight, answer)
    if (mayPublish)
      await publishFaq(db, contextOf(office, after(6)), campaign.id, officeSight, {
        id,
        faq: { title, question: body },
      })
  }
}

async function seedSessions(
  db: Connection,
  campaign: CampaignInForce,
  { script, office, until }: Staff,
): Promise<void> {
  const consultation = campaign.definition.public.consultations[0]!.key
  const { timeZone } = campaign.definition
  for (const { on, from, to, announcedOn, booked, participants, ...told } of script.sessions) {
    const id = v7()
    const announced = instantOfLocal(announcedOn, '09:00', timeZone)
    if (announced.getTime() + hour >= until.getTime()) continue
    const startsAt = instantOfLocal(on, from, timeZone)
    const endsAt = instantOfLocal(on, to, timeZone)
    await saveSession(db, contextOf(office, announced), campaign, {
      ...told,
      id,
      unitId: campaign.rootUnit.id,
      version: 0,
      consultation,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })
    const bookedAt = new Date(announced.getTime() + hour)
    const booking = { campaignId: campaign.id, consultation, sessionId: id, now: bookedAt }
    for (const participantId of await addCitizens(db, Array<Date>(booked).fill(bookedAt)))
      await bookSession(db, { ...booking, participantId })
    if (participants !== undefined && endsAt < until)
      await holdSession(db, contextOf(office, endsAt), campaign, { id, participants })
  }
}
