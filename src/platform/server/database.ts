import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './database.generated.ts'

/** First argument of every query function: the pool's Kysely or the request's transaction. */
export type Connection = Kysely<DB>

export interface Pool {
  db: Kysely<DB>
  pg: pg.Pool
  close: () => Promise<void>
}

// bigint columns hold counts far below 2^53; instants stay Dates; plain dates stay text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(1016 as never, (text: string) => parseBigintArray(text) as never)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

function parseBigintArray(text: string): (number | null)[] {
  if (text === '{}') return []
  return text
    .slice(1, -1)
    .split(',')
    .map((part) => (part === 'NULL' ? null : Number(part)))
}

/** Text → name of the statements that every connection prepares at their first use. */
const preparedNames = new Map<string, string>()

/**
 * A statement of a hot path, with `:name` for its values: each connection parses and plans it once. For texts that are
 * fixed when the program starts; everything else goes through the query builder.
 */
export function prepareStatement<Row, Values extends Record<string, unknown>>(
  text: string,
): (db: Connection, values: Values) => Promise<Row[]> {
  const names: string[] = []
  const numbered = text.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  preparedNames.set(numbered, `anyue_${preparedNames.size + 1}`)
  return async (db, values) => {
    const query = CompiledQuery.raw(
      numbered,
      names.map((name) => values[name]),
    )
    return (await db.executeQuery<Row>(query)).rows
  }
}

class PreparingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args
    const name = typeof text === 'string' ? preparedNames.get(text) : undefined
    const given = name ? [{ name, text, values }, ...rest] : args
    return (super.query as (...all: unknown[]) => never).apply(this, given)
  }
}

export function openPool(connectionString: string, options: { max?: number } = {}): Pool {
  const pool = new pg.Pool({
    ...connectionOptions(connectionString),
    Client: PreparingClient,
    max: options.max ?? 16,
    // A client that vanishes must not leave a transaction behind for ever.
    idle_in_transaction_session_timeout: 30_000,
    statement_timeout: 60_000,
    application_name: 'anyue',
    // For disks without heads. With PostgreSQL's default of 4, a reference to a table of some fifty rows is checked by
    // reading it whole, and goes on so, by the remembered plan, while a deadline's rush adds thousands.
    options: '-c random_page_cost=1.1',
  })
  // A broken idle connection is replaced at the next use; one that breaks in a transaction, between two statements,
  // fails its next statement. Neither may end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pg: pool,
    close: async () => {
      await db.destroy()
      // The query builder only ends a pool that it has used.
      if (!pool.ended) await pool.end()
    },
  }
}

/**
 * `postgresql://user:pass@/name?host=/socket/dir&port=5432` works too: the driver takes `host` from the query.
 */
export function connectionOptions(connectionString: string): pg.PoolConfig {
  return { connectionString }
}

/** The one place where a transaction is opened: commit when `work` resolves, roll back when it throws. */
export async function inTransaction<T>(pool: Pool, work: (db: Connection) => Promise<T>): Promise<T> {
  return pool.db.transaction().execute((transaction: Transaction<DB>) => work(transaction))
}
