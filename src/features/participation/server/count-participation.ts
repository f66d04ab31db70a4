import { sql } from 'kysely'
import { v5, v7 } from 'uuid'
import { type Connection, inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { findCampaignById } from '../../campaign/server/find-campaign.ts'
import { type Channel, listChannels } from '../../campaign/public-part.ts'
import { type EntryPost, postEntries } from '../../ledger/server/post-entries.ts'

const batch = 5_000

/**
 * Brings what the public did since the last time into the ledger: one entry per channel, unit and day. A row is counted
 * in the same transaction in which the totals change, so a kill in between counts nothing twice and loses nothing.
 */
export async function countParticipation(services: Services, signal?: AbortSignal): Promise<number> {
  let counted = 0
  while (!signal?.aborted) {
    const taken = await inTransaction(services.pool, countBatch)
    counted += taken
    if (taken < batch) break
  }
  return counted
}

/** The next rows that wait, within a transaction; how many there were. */
export async function countBatch(db: Connection): Promise<number> {
  // One counter at a time, whatever server it runs on; the others find nothing to do.
  const { rows: lock } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('count participation')) as mine`.execute(db)
  if (!lock[0]?.mine) return 0
  const { rows: changes } = await sql<DayChange>`
    with taken as (
      update participation set counted = true
      where id in (select id from participation where not counted order by id limit ${batch})
      returning campaign_id, channel, unit_id, day, sessions, people, quantity
    )
    select campaign_id, channel, unit_id, day, count(*)::int as rows, sum(sessions)::bigint as sessions,
      sum(people)::bigint as people, sum(quantity)::bigint as quantity
    from taken group by campaign_id, channel, unit_id, day order by campaign_id, channel, unit_id, day`.execute(
    db,
  )
  for (const campaignId of new Set(changes.map((one) => one.campaign_id)))
    await postDays(
      db,
      campaignId,
      changes.filter((one) => one.campaign_id === campaignId),
    )
  return changes.reduce((sum, one) => sum + one.rows, 0)
}

interface DayChange extends Counts {
  campaign_id: string
  channel: string
  unit_id: string
  day: string
  rows: number
}

interface Counts {
  sessions: number
  people: number
  quantity: number
}

async function postDays(db: Connection, campaignId: string, changes: DayChange[]): Promise<void> {
  const campaign = await findCampaignById(db, campaignId)
  const channels = new Map(listChannels(campaign.definition.public).map((one) => [one.channel, one]))
  const days = await addToDays(db, campaignId, [...changes, ...listMeetings(campaign, channels, changes)])
  const posts = days.map((row): EntryPost => {
    const { title, counts } = channels.get(row.channel) ?? { title: row.channel, counts: [] }
    const wants = (from: string) => counts.some((one) => one.from === from)
    return {
      id: row.id,
      source: 'public',
      title: `${title}（网上参与）`,
      countedAs: [row.channel],
      // What did not happen is blank, not zero.
      measures: {
        sessions: wants('sessions') && row.sessions > 0 ? row.sessions : null,
        participants: wants('participants') && row.people > 0 ? row.people : null,
        quantity: wants('quantity') && row.quantity > 0 ? row.quantity : null,
        reach: null,
      },
      day: row.day,
      unitIds: [row.unit_id],
      fileId: null,
    }
  })
  await postEntries(db, campaign, posts)
}

/**
 * A contest is held by its organiser, once, on the first day on which somebody takes part. A meeting that is recorded by
 * itself (a final before an audience) counts as itself.
 */
function listMeetings(
  campaign: { id: string; rootUnit: { id: string } },
  channels: ReadonlyMap<string, Channel>,
  changes: DayChange[],
): (DayChange & { once: string })[] {
  const first = new Map<string, string>()
  for (const { channel, day, people } of changes)
    if (people > 0 && channels.get(channel)?.heldOnce && (first.get(channel) ?? day) >= day)
      first.set(channel, day)
  return [...first].map(([channel, day]) => ({
    campaign_id: campaign.id,
    channel,
    unit_id: campaign.rootUnit.id,
    day,
    rows: 0,
    sessions: 1,
    people: 0,
    quantity: 0,
    once: v5(`${campaign.id} ${channel} held`, v5.URL),
  }))
}

interface DayRow extends Counts {
  id: string
  channel: string
  unit_id: string
  day: string
}

/** Gives the days as they are then, each once. */
async function addToDays(
  db: Connection,
  campaignId: string,
  changes: (DayChange & { once?: string })[],
): Promise<DayRow[]> {
  const merged = new Map<string, DayRow>()
  for (const change of changes) {
    if (change.once && !(await isFirst(db, change, change.once))) continue
    const { channel, unit_id, day, sessions, people, quantity } = change
    const key = `${channel} ${unit_id} ${day}`
    const known = merged.get(key)
    if (!known) merged.set(key, { id: v7(), channel, unit_id, day, sessions, people, quantity })
    else {
      known.sessions += sessions
      known.people += people
      known.quantity += quantity
    }
  }
  const { rows } = await sql<DayRow>`
    insert into participation_day as d (id, campaign_id, channel, unit_id, day, sessions, people, quantity)
    select id, ${campaignId}::uuid, channel, unit_id, day, sessions, people, quantity
    from jsonb_to_recordset(${JSON.stringify([...merged.values()])}::jsonb) as c (id uuid, channel text, unit_id uuid,
      day date, sessions bigint, people bigint, quantity bigint)
    on conflict (campaign_id, channel, unit_id, day) do update set
      sessions = d.sessions + excluded.sessions, people = d.people + excluded.people,
      quantity = d.quantity + excluded.quantity
    returning id, channel, unit_id, day, sessions, people, quantity`.execute(db)
  return rows
}

/** The meeting is an act like any other, so that the sum of acts is what the ledger says. */
async function isFirst(db: Connection, change: DayChange, once: string): Promise<boolean> {
  const written = await db
    .insertInto('participation')
    .values({
      id: once,
      campaign_id: change.campaign_id,
      channel: change.channel,
      unit_id: change.unit_id,
      day: change.day,
      record_id: once,
      sessions: 1,
      at: sql<Date>`now()`,
      counted: true,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 1n
}
