import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { phoneUnverified } from '../contract.ts'

/** Throws `phone-unverified` where the campaign asks for a verified number and the participant has none. */
export async function requireVerified(
  db: Connection,
  channel: { verify: 'device' | 'phone' },
  participantId: string,
): Promise<void> {
  if (channel.verify === 'device') return
  const found = await db
    .selectFrom('participant')
    .where('id', '=', participantId)
    .select('verified_at')
    .executeTakeFirst()
  if (!found?.verified_at) throw new ProblemError(phoneUnverified)
}
