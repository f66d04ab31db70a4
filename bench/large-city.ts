import path from 'node:path'
import { hashPassword } from 'better-auth/crypto'
import { createAccount } from '../src/features/accounts/server/create-user.ts'
import { adoptCampaign } from '../src/features/ledger/server/adopt-campaign.ts'
import { readDefinition } from '../src/features/campaign/server/read-definition.ts'
import { inTransaction } from '../src/platform/server/database.ts'
import { projectRoot } from '../src/platform/server/project-root.ts'
import type { Services } from '../src/platform/server/services.ts'

export const benchPassword = 'a long bench password'

/** The real campaign for 3,000 units more, and one person who may report for all and one who may review all. */
export async function fillLargeCity(services: Services, units: number): Promise<void> {
  const definition = await readDefinition(path.join(projectRoot, 'campaigns/jincheng-2022'))
  const tag = definition.tags[0]!.key
  for (let number = 1; number <= units; number += 1)
    definition.units.push({
      code: `bench-${number}`,
      name: `第${number}单位`,
      shortName: `第${number}单位`,
      parent: definition.organiser.unit,
      tags: [tag],
      aliases: [],
      formerNames: [],
    })
  const context = { now: services.clock.now(), caller: null, address: 'bench', requestId: 'bench' }
  await inTransaction(services.pool, (db) => adoptCampaign(db, context, definition))
  const root = await services.pool.db
    .selectFrom('org_unit')
    .where('code', '=', definition.organiser.unit)
    .select('id')
    .executeTakeFirstOrThrow()
  const passwordHash = await hashPassword(benchPassword)
  for (const [username, role] of [
    ['bench-liaison', 'liaison'],
    ['bench-office', 'reviewer'],
  ] as const)
    await createAccount(
      services.pool.db,
      {
        username,
        name: username,
        grants: [{ role, unitId: root.id }],
        passwordHash,
        mustChangePassword: false,
      },
      services.clock.now(),
    )
}
