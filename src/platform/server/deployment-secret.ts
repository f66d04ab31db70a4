import { randomBytes } from 'node:crypto'
import type { Connection } from './database.ts'

/** The deployment's 32-byte key, made at the first start; two servers starting at once get the same. */
export async function readDeploymentSecret(db: Connection): Promise<Buffer> {
  await db
    .insertInto('setting')
    .values({ name: 'secret', value: JSON.stringify(randomBytes(32).toString('hex')) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('setting')
    .where('name', '=', 'secret')
    .select('value')
    .executeTakeFirstOrThrow()
  return Buffer.from(String(row.value), 'hex')
}
