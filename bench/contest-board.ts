import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { openPool } from '../src/platform/server/database.ts'
import { findDatabase } from '../tests/support/find-database.ts'
import { formatRequest, openConnection } from '../tests/support/raw-client.ts'
import { startServer } from '../tests/support/server-process.ts'
import { type Crowd, contestKey, contestPath } from './support/contest-crowd.ts'
import { say, sayFigure, sayNone } from './support/figures.ts'
import { describeTimes, runLoad } from './support/load.ts'

const attempts = 1_000_000
const reads = 2_000

/** A board of a million attempts: how long a look at it takes, and how soon it shows a new result. */
export async function measureBoard(crowd: Crowd): Promise<void> {
  const server = await startServer({ DATA_DIR: crowd.dataDir })
  const pool = openPool(await findDatabase(crowd.dataDir), { max: 1 })
  try {
    const from = performance.now()
    await addFinished(pool.pg)
    say(
      `${attempts.toLocaleString('en')} attempts made in ${Math.round((performance.now() - from) / 1000)} s`,
    )
    const places = await placeCitizens(pool.pg, crowd)
    const line = await openConnection(server.url)
    const read = async (cookie: string) => {
      const sent = performance.now()
      const reply = await line.send(formatRequest('GET', `${contestPath}/board`, cookie ? { cookie } : {}))
      return { ms: performance.now() - sent, reply }
    }
    for (const one of crowd.answering) await read(one.cookie)
    const times: number[] = []
    let wrong = 0
    for (let at = 0; at < reads; at += 1) {
      const one = crowd.answering[at % (crowd.answering.length - 1)]!
      const { ms, reply } = await read(one.cookie)
      times.push(ms)
      const { own, items } = JSON.parse(reply.body) as { own: { place: number | null }; items: unknown[] }
      if (items.length !== 50 || own.place !== places.get(one.participant)) wrong += 1
    }
    const { median, p95, p99 } = describeTimes(times)
    sayFigure('p95 of the board with the own place', p95, { atMost: 20, unit: ' ms', digits: 1 })
    say(`  median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; own places from 1 to beyond 10,000`)
    sayNone('boards with a wrong own place or not 50 lines', wrong)
    let asked = 0
    const askers = crowd.answering.slice(0, -1)
    const next = () =>
      formatRequest('GET', `${contestPath}/board`, { cookie: askers[asked++ % askers.length]!.cookie })
    const crowded = await runLoad({ url: server.url, connections: 64, seconds: 5, next })
    say(
      `  64 connections at once: ${Math.round(crowded.perSecond)}/s, median ${crowded.median.toFixed(1)} ms, p95 ${crowded.p95.toFixed(1)} ms`,
    )
    sayNone('boards refused', crowded.refused)
    await measureDelay(server.url, crowd)
    line.drop()
  } finally {
    await pool.close()
    await server.stop()
  }
}

/** From the answer to "hand in" until the own place is on the board. */
async function measureDelay(url: string, crowd: Crowd): Promise<void> {
  const last = crowd.answering.at(-1)!
  const line = await openConnection(url)
  await line.send(
    formatRequest(
      'POST',
      `${contestPath}/attempts/${last.attempt}/finish`,
      { cookie: last.cookie },
      '{"answers":{}}',
    ),
  )
  const from = performance.now()
  for (;;) {
    const { body } = await line.send(formatRequest('GET', `${contestPath}/board`, { cookie: last.cookie }))
    if ((JSON.parse(body) as { own: unknown }).own) break
    await wait(5)
  }
  sayFigure('delay until a new result shows', (performance.now() - from) / 1000, {
    atMost: 2,
    unit: ' s',
    digits: 3,
  })
  line.drop()
}

/** Finished attempts of as many people, with results as people have them: whole points, seconds to minutes. */
async function addFinished(db: pg.Pool): Promise<void> {
  const client = await db.connect()
  try {
    // Made up as a whole, so references need no looking up row by row.
    await client.query('set statement_timeout = 0; set session_replication_role = replica')
    await client.query(`create temp table invented as
      select gen_random_uuid() as participant, gen_random_uuid() as attempt, (random() * 100)::int as points,
        (20000 + random() * 880000)::int as used, now() - random() * interval '20 days' as started
      from generate_series(1, ${attempts})`)
    await client.query('insert into participant (id, created_at) select participant, started from invented')
    await client.query(`insert into attempt (id, campaign_id, contest, phase, participant_id, drawn_for, drawn_number, unit_id, day, span, number,
        bank_version, definition_digest, seed, started_at, due_at, answers, finished_at, handed_in, points, full_points, marks, used_ms)
      select i.attempt, a.campaign_id, a.contest, 'scored', i.participant, i.participant, 1, a.unit_id, i.started::date,
        i.started::date::text, 1, a.bank_version, a.definition_digest, sha256(i.attempt::text::bytea), i.started,
        i.started + interval '15 minutes', '{}', i.started + i.used * interval '1 millisecond', true, i.points, 100,
        '000000000000000', i.used
      from invented i, (select * from attempt limit 1) a`)
    await client.query(`insert into standing (campaign_id, contest, participant_id, attempt_id, unit_id, points, used_ms,
        reached_at)
      select campaign_id, contest, participant_id, id, unit_id, points, used_ms, finished_at from attempt
      where finished_at is not null`)
    await client.query('vacuum analyze standing, attempt, participant')
  } finally {
    client.release()
  }
}

/** Puts the citizens who ask at places all over the board; gives the place that each must be told. */
async function placeCitizens(db: pg.Pool, crowd: Crowd): Promise<Map<string, number | null>> {
  const asking = crowd.answering.slice(0, -1).map((one) => one.participant)
  await db.query(
    `insert into standing (campaign_id, contest, participant_id, attempt_id, unit_id, points, used_ms, reached_at)
     select a.campaign_id, a.contest, a.participant_id, a.id, a.unit_id, 100 - (n % 3), n * 1500, now()
     from unnest($1::uuid[]) with ordinality as t (who, n) join attempt a on a.participant_id = t.who`,
    [asking],
  )
  const { rows } = await db.query<{ who: string; place: number }>(
    `select * from (select participant_id as who,
       row_number() over (order by points desc, used_ms, reached_at, participant_id) as place
       from standing where contest = $2) ranked where who = any ($1::uuid[])`,
    [asking, contestKey],
  )
  return new Map(rows.map(({ who, place }) => [who, place <= 10_000 ? place : null]))
}
