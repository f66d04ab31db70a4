import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { v7 } from 'uuid'
import { readDefinition } from '../../src/features/campaign/server/read-definition.ts'
import type { ContestDefinition } from '../../src/features/campaign/public-part.ts'
import { findCampaign } from '../../src/features/campaign/server/find-campaign.ts'
import { findPaper, seedAttempt } from '../../src/features/contests/server/find-paper.ts'
import { type Bank, findCurrentBank } from '../../src/features/contests/server/read-bank.ts'
import { adoptCampaign } from '../../src/features/ledger/server/adopt-campaign.ts'
import { adoptBanks } from '../../src/features/questions/server/adopt-banks.ts'
import { hashSecret } from '../../src/features/participants/server/hash-secret.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { inTransaction } from '../../src/platform/server/database.ts'
import { projectRoot } from '../../src/platform/server/project-root.ts'
import type { Services } from '../../src/platform/server/services.ts'
import { startServices } from '../../src/start-services.ts'
import { campaign } from './large-city.ts'

export const contestKey = 'quiz-law'
export const contestPath = `/api/public/${campaign}/contests/${contestKey}`

/** A citizen with a running attempt, or one who is about to begin: then there is no attempt of that id. */
export interface Answering {
  cookie: string
  attempt: string
  participant: string
}

export interface Crowd {
  dataDir: string
  answering: Answering[]
  /** Places on a paper. */
  length: number
  paperOf: (seed: Uint8Array) => ReturnType<typeof findPaper>
}

/**
 * The real campaign, its quiz open for as long as anybody measures, with `count` citizens in the middle of it, or, if they
 * have not `begun`, before it.
 */
export async function buildCrowd(
  dataDir: string,
  count: number,
  { begun = true }: { begun?: boolean } = {},
): Promise<Crowd> {
  const started = await startServices(readConfig({ DATA_DIR: dataDir }))
  try {
    const { services } = started
    const now = new Date()
    const folder = path.join(projectRoot, 'campaigns', campaign)
    const definition = await readDefinition(folder)
    const contest = definition.public.contests.find((one) => one.key === contestKey)!
    const always = { opens: '2000-01-01', closes: '2999-12-31' }
    Object.assign(contest, always, { practice: always })
    const context = { now, caller: null, address: 'bench', requestId: 'bench' }
    await inTransaction(services.pool, async (db) => {
      await adoptCampaign(db, context, definition)
      await adoptBanks(db, context, campaign, folder)
    })
    const adopted = await findCampaign(services.pool.db, campaign)
    const bank = await findCurrentBank(services.pool.db, adopted.id, now)
    const answering = await addAnswering(services, adopted.id, bank, { count, begun, now })
    await services.pool.pg.query('analyze participant, device, attempt')
    return { dataDir, answering, ...describePaper(contest, bank) }
  } finally {
    await started.stop()
  }
}

function describePaper(contest: ContestDefinition, bank: Bank) {
  const paperOf = (seed: Uint8Array) => findPaper(contest, 'scored', bank, seed)
  return { paperOf, length: paperOf(randomBytes(32)).length }
}

async function addAnswering(
  services: Services,
  campaignId: string,
  bank: Bank,
  { count, begun, now }: { count: number; begun: boolean; now: Date },
): Promise<Answering[]> {
  const { pg } = services.pool
  const { rows: units } = await pg.query<{ id: string }>('select id from org_unit where level > 0')
  const day = now.toISOString().slice(0, 10)
  // As people answer: who hands in after a few seconds is looked at by the fairness rules.
  const startedAt = new Date(now.getTime() - 600_000)
  const all: Answering[] = []
  for (let from = 0; from < count; from += 5_000) {
    const some = Array.from({ length: Math.min(5_000, count - from) }, () => {
      const token = randomBytes(24).toString('base64url')
      const participant = v7()
      const seed = seedAttempt(services, {
        contest: contestKey,
        phase: 'scored',
        participantId: participant,
        span: day,
        number: 1,
      })
      const hash = hashSecret(services, 'device', token)
      return { cookie: `anyue-device=${token}`, attempt: v7(), participant, seed, hash }
    })
    const people = some.map((one) => one.participant)
    await pg.query('insert into participant (id, created_at) select id, $2 from unnest($1::uuid[]) id', [
      people,
      now,
    ])
    await pg.query(
      `insert into device (token_hash, participant_id, address_hash, created_at)
       select t.hash, t.id, sha256(t.hash), $3 from unnest($1::bytea[], $2::uuid[]) as t (hash, id)`,
      [some.map((one) => one.hash), people, now],
    )
    if (begun)
      await pg.query(
        `insert into attempt (id, campaign_id, contest, phase, participant_id, drawn_for, drawn_number, unit_id, day, span, number,
         bank_version, definition_digest, seed, started_at, due_at)
       select t.id, $4, $5, 'scored', t.who, t.who, 1, t.unit, $6::date, $6, 1, $7,
         (select digest from campaign where id = $4), t.seed, $8::timestamptz,
         $8::timestamptz + interval '3 hours'
       from unnest($1::uuid[], $2::uuid[], $3::bytea[], $9::uuid[]) as t (id, who, seed, unit)`,
        [
          some.map((one) => one.attempt),
          people,
          some.map((one) => one.seed),
          campaignId,
          contestKey,
          day,
          bank.version,
          startedAt,
          some.map((_, index) => units[(from + index) % units.length]!.id),
        ],
      )
    all.push(...some.map(({ cookie, attempt, participant }) => ({ cookie, attempt, participant })))
  }
  return all
}
