import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Makes a database of a name of its own on the server, a copy of `template` where one is named. */
export async function createDatabase(
  server: string,
  template?: string,
): Promise<{ name: string; url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name}${template ? ` template ${template}` : ''}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { name, url: url.href }
}

export async function dropDatabase(server: string, name: string): Promise<void> {
  await ask(server, `drop database ${name} with (force)`)
}

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql)
  await client.end()
}
