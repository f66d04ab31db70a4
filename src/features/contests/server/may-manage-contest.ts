import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { ContestInForce } from './find-contest.ts'

export async function mayManageContest(
  db: Connection,
  { campaign }: ContestInForce,
  user: SignedInUser,
): Promise<boolean> {
  const root = await db
    .selectFrom('org_unit')
    .where('id', '=', campaign.rootUnit.id)
    .select(unitColumns)
    .executeTakeFirstOrThrow()
  return mayDo(user, 'contest.manage', root)
}
