import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import type { TopicDefinition } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { ingestCitizenFile } from '../../citizen-files/server/ingest-citizen-file.ts'
import { decideEntry } from '../../topics/server/decide-entry.ts'
import { likeEntry } from '../../topics/server/like-entry.ts'
import { selectEntry } from '../../topics/server/select-entry.ts'
import { submitEntry } from '../../topics/server/submit-entry.ts'
import { addCitizens } from './demo-citizens.ts'
import type { DemoScript } from './demo-script.ts'
import { drawDemoPicture } from './draw-demo-picture.ts'

/** An entry is decided two hours after it came and liked in the next. */
const decidedAfter = 2 * 3_600_000
const likedAfter = 3 * 3_600_000
type ScriptedEntry = DemoScript['topicEntries'][number]

/** Entries of the first topic in all states, decided by the office a few hours after they came. */
export async function seedTopics(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  { script, office, until }: { script: DemoScript; office: SignedInUser; until: Date },
): Promise<void> {
  const [topic] = campaign.definition.public.topics
  if (!topic) return
  const { timeZone } = campaign.definition
  const entries = script.topicEntries
    .map((entry) => ({ ...entry, id: v7(), sentAt: instantOfLocal(entry.on, entry.at, timeZone) }))
    .filter((entry) => entry.sentAt < until)
    .map((entry) => ({
      ...entry,
      waits: entry.waits || entry.sentAt.getTime() + decidedAfter >= until.getTime(),
    }))
  const senders = await addCitizens(
    db,
    entries.map((one) => one.sentAt),
  )
  const pictures = await drawPictures(services, entries, senders)
  for (const [index, entry] of entries.entries()) {
    const files = pictures.filter((one) => one.entry === entry.id)
    for (const file of files) await file.record(db)
    const { id, title, body, unit, signature, sentAt } = entry
    await submitEntry(db, services, campaign, topic, {
      id,
      participant: { id: senders[index]!, verifiedAt: null },
      address: '127.0.0.1',
      now: sentAt,
      content: { title, body, unit, signature, files: files.map((one) => one.id) },
    })
    await decide(db, campaign, entry, office)
    if (sentAt.getTime() + likedAfter < until.getTime()) await like(db, campaign, topic, entry, senders)
  }
}

interface Sent extends ScriptedEntry {
  id: string
  sentAt: Date
}

async function decide(
  db: Connection,
  campaign: CampaignInForce,
  { id, sentAt, refused, selected, waits }: Sent,
  office: SignedInUser,
): Promise<void> {
  if (waits) return
  const context = {
    now: new Date(sentAt.getTime() + decidedAfter),
    caller: office,
    address: '127.0.0.1',
    requestId: 'demo',
  }
  await decideEntry(db, context, campaign, id, {
    seen: 'pending',
    decision: refused ? 'refuse' : 'publish',
    refusal: refused?.reason,
    note: refused?.note ?? '',
  })
  if (selected) await selectEntry(db, context, campaign.id, id, selected)
}

/** The other senders like what they see. */
async function like(
  db: Connection,
  campaign: CampaignInForce,
  topic: TopicDefinition,
  { id, likes, sentAt, refused, waits }: Sent,
  senders: string[],
): Promise<void> {
  if (refused || waits) return
  const now = new Date(sentAt.getTime() + likedAfter)
  const today = localOfInstant(now, campaign.definition.timeZone).date
  for (const participantId of senders.slice(0, likes))
    await likeEntry(db, { campaignId: campaign.id, topic, entryId: id, participantId, now, today })
}

/** All of them at once: drawing takes longer than everything else here. */
async function drawPictures(services: Services, entries: Sent[], senders: string[]) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'anyue-demo-'))
  try {
    return await Promise.all(
      entries.flatMap((entry, index) =>
        entry.pictures.map(async (number) => {
          const id = v7()
          const file = path.join(folder, `${id}.jpg`)
          await writeFile(file, await drawDemoPicture(number, entry.on, { light: false }))
          const incoming = { id, path: file, name: '图片.jpg', participantId: senders[index]! }
          return { id, entry: entry.id, record: await ingestCitizenFile(services, incoming, entry.sentAt) }
        }),
      ),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
