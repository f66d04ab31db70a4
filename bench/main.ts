import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import Fastify from 'fastify'
import { createStillClock } from '../src/platform/server/clock.ts'
import { readConfig } from '../src/platform/server/config.ts'
import { createApp } from '../src/server.ts'
import { startServices } from '../src/start-services.ts'
import { benchPassword, fillLargeCity } from './large-city.ts'

/**
 * Figures of one run, as ratios against a reference measured in the same run on the same pool. Client and server
 * share this process's machine and the client runs in a thread of its own, so absolute numbers are low.
 */
const seconds = Number(process.argv[2] ?? 8)
const campaign = 'jincheng-2022'
const dataDir = await mkdtemp(path.join(os.tmpdir(), 'anyue bench '))
const clock = createStillClock(new Date('2022-06-30T00:00:00Z'))
const started = await startServices(readConfig({ DATA_DIR: dataDir }), { clock })
const lines: string[] = []
const say = (line: string) => {
  lines.push(line)
  console.log(line)
}
try {
  const { services } = started
  await fillLargeCity(services, 3_000)
  // What autovacuum does within a minute of a large load.
  await services.pool.pg.query('analyze')
  const { app } = await createApp(services)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const atRest = process.memoryUsage().rss
  const liaison = await signIn('bench-liaison')
  const office = await signIn('bench-office')

  const bare = Fastify()
  await services.pool.pg.query('create table bench_row (id bigserial primary key, body jsonb not null)')
  bare.post('/', async (request) => {
    const { rows } = await services.pool.pg.query('insert into bench_row (body) values ($1) returning id', [
      JSON.stringify(request.body),
    ])
    return rows[0]
  })
  const bareUrl = await bare.listen({ port: 0, host: '127.0.0.1' })

  const due = await services.pool.db
    .selectFrom('obligation as o')
    .innerJoin('task as t', 't.id', 'o.task_id')
    .where('t.key', '=', 'statistics')
    .select('o.id')
    .execute()
  const definition = (await (
    await fetch(`${url}/api/campaigns/${campaign}`, { headers: { cookie: liaison } })
  ).json()) as {
    indicators: { code: string }[]
  }
  if (due.length === 0) throw new Error('bench: the campaign has no obligations of task "statistics"')
  let sent = 0
  const report = () =>
    JSON.stringify({
      figures: Object.fromEntries(
        definition.indicators.map((one, index) => [one.code, 1_000_000 + sent * 3 + index]),
      ),
    })
  const submitting = await autocannon({
    url,
    connections: 16,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          sent += 1
          return {
            ...request,
            path: `/api/campaigns/${campaign}/obligations/${due[sent % due.length]!.id}/submissions`,
            headers: {
              cookie: liaison,
              'content-type': 'application/json',
              'idempotency-key': `bench-${sent}-${process.pid}`,
            },
            body: report(),
          }
        },
      },
    ],
  })
  const underLoad = process.memoryUsage().rss
  const inserting = await autocannon({
    url: bareUrl,
    method: 'POST',
    connections: 16,
    duration: seconds,
    headers: { 'content-type': 'application/json' },
    body: report(),
  })
  await bare.close()
  const ratio = submitting.requests.average / inserting.requests.average
  say(
    `submissions: ${Math.round(submitting.requests.average)}/s, p99 ${submitting.latency.p99} ms, refused ${submitting.non2xx}; bare insert ${Math.round(inserting.requests.average)}/s; ratio ${ratio.toFixed(2)} (goal 0.40)`,
  )

  const times: number[] = []
  for (let round = 0; round < 12; round += 1) {
    const from = performance.now()
    const reply = await fetch(`${url}/api/campaigns/${campaign}/matrix`, { headers: { cookie: office } })
    await reply.arrayBuffer()
    if (round >= 2) times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  say(`matrix, 3,000 units: median ${Math.round(times[5]!)} ms (goal 150)`)
  say(
    `memory: ${Math.round(atRest / 2 ** 20)} MB at rest, ${Math.round(underLoad / 2 ** 20)} MB under load (client included)`,
  )
  await app.close()

  async function signIn(username: string): Promise<string> {
    const reply = await fetch(`${url}/api/auth/sign-in/username`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: benchPassword }),
    })
    if (!reply.ok) throw new Error(`bench: sign-in answered ${reply.status}`)
    return reply.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
  }
} finally {
  await started.stop()
  await rm(dataDir, { recursive: true, force: true })
}
