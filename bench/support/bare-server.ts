import Fastify from 'fastify'
import { openPool } from '../../src/platform/server/database.ts'

/** The reference: a bare route with one INSERT, on a pool opened as the product opens its own. */
const pool = openPool(process.env.DATABASE_URL!)
await pool.pg.query('create table if not exists bench_row (id bigserial primary key, body jsonb not null)')
const app = Fastify()
app.post('/', async (request, reply) => {
  const { rows } = await pool.pg.query('insert into bench_row (body) values ($1) returning id', [
    JSON.stringify(request.body),
  ])
  return reply.code(201).send(rows[0])
})
console.log(`ready ${await app.listen({ port: 0, host: '127.0.0.1' })}`)
process.once('SIGTERM', () => void app.close().then(() => pool.close()))
