import { hashPassword } from 'better-auth/crypto'
import type { Connection } from '../../../platform/server/database.ts'
import type { Role } from '../../../platform/shared/permissions.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { createAccount } from '../../accounts/server/create-user.ts'
import type { DemoScript } from './demo-script.ts'

/** Known to everybody: demo mode is not for real data (docs/deploy.md). */
export const demoPassword = 'anyue-demo'

/**
 * `office` and `reviewer` (who approves what `office` changed), `admin`, `auditor`, the script's experts, each unit's code
 * for its liaison and, in a county, `<code>-leader` and `<code>-field`.
 */
export async function createDemoAccounts(
  db: Connection,
  campaign: CampaignInForce,
  script: DemoScript,
  now: Date,
): Promise<void> {
  const passwordHash = await hashPassword(demoPassword)
  const add = (username: string, name: string, role: Role, unitId: string) =>
    createAccount(
      db,
      { username, name, grants: [{ role, unitId }], passwordHash, mustChangePassword: false },
      now,
    )
  const { definition, rootUnit } = campaign
  const office =
    definition.units.find((unit) => unit.code === rootUnit.code)?.aliases.at(-1) ?? definition.organiser.name
  await add('office', office, 'reviewer', rootUnit.id)
  await add('reviewer', `${office}复核员`, 'reviewer', rootUnit.id)
  await add('admin', '系统管理员', 'admin', rootUnit.id)
  await add('auditor', '审计员', 'auditor', rootUnit.id)
  for (const { username, name } of script.experts) await add(username, name, 'expert', rootUnit.id)
  const firstTag = definition.tags[0]?.key
  const units = await db
    .selectFrom('org_unit')
    .where(
      'code',
      'in',
      definition.units.map((unit) => unit.code),
    )
    .where('id', '!=', rootUnit.id)
    .select(['id', 'code', 'name', 'tags'])
    .orderBy('position')
    .execute()
  for (const unit of units) {
    await add(unit.code, `${unit.name}联络员`, 'liaison', unit.id)
    if (firstTag && unit.tags.includes(firstTag)) {
      await add(`${unit.code}-leader`, `${unit.name}负责人`, 'leader', unit.id)
      await add(`${unit.code}-field`, `${unit.name}记录员`, 'recorder', unit.id)
    }
  }
}
