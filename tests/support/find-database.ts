import { startPostgres } from '../../src/platform/server/postgres/supervisor.ts'

/** The address of the PostgreSQL that the server of this data folder has started. */
export async function findDatabase(dataDir: string): Promise<string> {
  const { url, adopted, stop } = await startPostgres(dataDir)
  if (adopted) return url
  await stop()
  throw new Error('bench: no PostgreSQL was running')
}
