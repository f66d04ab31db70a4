import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { flagAnomaly } from './flag-anomaly.ts'

const minutes = 10
const devicesAtLeast = 50
const unitsAtLeast = 3

/** Looks at what the last minutes brought; several servers may, a doubt is told once a day. */
export async function watchParticipation({ pool, clock }: Services): Promise<void> {
  const now = clock.now()
  const since = new Date(now.getTime() - minutes * 60_000)
  await flagCrowds(pool.db, since, now)
  await flagJumps(pool.db, since, now)
}

/** Many fresh devices of one address for one unit. Of the address only a keyed mark is known. */
async function flagCrowds(db: Connection, since: Date, now: Date): Promise<void> {
  const { rows } = await sql<Found & { mark: string; devices: number }>`
    select p.campaign_id as "campaignId", p.channel, p.unit_id as "unitId", p.day,
      left(encode(d.address_hash, 'hex'), 16) as mark, count(distinct p.participant_id)::int as devices
    from participation p join device d on d.participant_id = p.participant_id
    where p.at > ${since} and p.at <= ${now} and d.created_at > ${since}
    group by p.campaign_id, p.channel, p.unit_id, p.day, d.address_hash
    having count(distinct p.participant_id) >= ${devicesAtLeast}`.execute(db)
  for (const { mark, devices, ...found } of rows)
    await flagAnomaly(db, {
      ...found,
      kind: 'crowded-address',
      subject: `${mark} ${found.unitId}`,
      detail: { devices, minutes },
      at: now,
    })
}

async function flagJumps(db: Connection, since: Date, now: Date): Promise<void> {
  const { rows } = await sql<Omit<Found, 'channel'> & { participant: string; units: number }>`
    select p.campaign_id as "campaignId", c.root_unit_id as "unitId", p.day, p.participant_id as participant,
      count(distinct p.unit_id)::int as units
    from (select distinct participant_id, day from participation where at > ${since} and at <= ${now}) as recent
      join participation p using (participant_id, day) join campaign c on c.id = p.campaign_id
    group by p.campaign_id, c.root_unit_id, p.day, p.participant_id
    having count(distinct p.unit_id) >= ${unitsAtLeast}`.execute(db)
  for (const { participant, units, ...found } of rows)
    await flagAnomaly(db, {
      ...found,
      kind: 'many-units',
      channel: '*',
      subject: participant,
      detail: { units },
      at: now,
    })
}

interface Found {
  campaignId: string
  channel: string
  unitId: string
  day: string
}

/** Every minute; the returned function ends it and waits for what is under way. */
export function keepWatching(services: Services): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => watchParticipation(services))
      .catch((error: unknown) => services.log?.error({ error }, 'participation could not be watched'))
  }, 60_000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
