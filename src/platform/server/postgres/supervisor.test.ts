import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { startPostgres } from './supervisor.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'anyue pg '))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

it('keeps what was acknowledged through a kill, takes over a server that lives on, and stops cleanly', async () => {
  const first = await startPostgres(folder)
  await ask(first.url, 'create table kept (n int)')
  await ask(first.url, 'insert into kept values (1) returning n')

  const adopted = await startPostgres(folder)
  expect(adopted).toMatchObject({ pid: first.pid, adopted: true })

  process.kill(first.pid, 'SIGKILL')
  const second = await startPostgres(folder)
  expect(second.adopted).toBe(false)
  expect(await ask(second.url, 'select n from kept')).toEqual([1])
  expect(await ask(second.url, "select x from unnest(array['安','城','晋','全']) x order by x")).toEqual([
    '安',
    '城',
    '晋',
    '全',
  ])
  await second.stop()
  await expect(ask(second.url, 'select 1')).rejects.toThrow()

  writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '12\n')
  await expect(startPostgres(folder)).rejects.toThrow('PostgreSQL 12')
}, 60_000)
