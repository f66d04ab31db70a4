import pg from 'pg'
import { type LoadResult, describeTimes } from './load.ts'

/** As many sessions as asked for that each write one row after the other, every row a commit of its own. */
export interface RawInserts {
  run: (seconds: number) => Promise<LoadResult>
  close: () => Promise<void>
}

export async function openRawInserts(
  url: string,
  { sessions, body }: { sessions: number; body: string },
): Promise<RawInserts> {
  const clients = await Promise.all(
    Array.from({ length: sessions }, async () => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }),
  )
  await clients[0]!.query('create table bench_raw (id bigserial primary key, body jsonb not null)')
  return {
    run: async (seconds) => {
      const times: number[] = []
      const from = performance.now()
      const until = from + seconds * 1000
      await Promise.all(
        clients.map(async (client) => {
          while (performance.now() < until) {
            const sent = performance.now()
            await client.query({
              name: 'insert',
              text: 'insert into bench_raw (body) values ($1)',
              values: [body],
            })
            times.push(performance.now() - sent)
          }
        }),
      )
      const perSecond = times.length / ((performance.now() - from) / 1000)
      return { ...describeTimes(times), perSecond, refused: 0, firstRefusal: null }
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()))
    },
  }
}
