import { Command } from 'commander'
import { hashPassword } from 'better-auth/crypto'
import { createAccount, makePassword, setPassword } from '../features/accounts/server/create-user.ts'
import { writeAudit } from '../platform/server/audit.ts'
import { inTransaction } from '../platform/server/database.ts'
import { type Role, roleNames, roles } from '../platform/shared/permissions.ts'
import { commandContext, print, withServices } from './with-services.ts'

interface Options {
  name?: string
  role: string
  unit: string
  json?: boolean
}

export function userCommand(): Command {
  const command = new Command('user').description('账号：新建、重置密码、列出')
  command
    .command('create <username>')
    .description('新建账号，打印一次性初始密码')
    .requiredOption('--role <role>', roles.map((role) => `${role} ${roleNames[role]}`).join('、'))
    .requiredOption('--unit <code>', '单位代码，权限覆盖其下级')
    .option('--name <name>', '显示名称，如“市安委办”')
    .option('--json', '以 JSON 输出')
    .action(async (username: string, options: Options) => {
      if (!(roles as readonly string[]).includes(options.role)) throw new Error(`没有角色“${options.role}”`)
      const password = makePassword()
      await withServices((services) =>
        inTransaction(services.pool, async (db) => {
          const unit = await db
            .selectFrom('org_unit')
            .where('code', '=', options.unit)
            .select('id')
            .executeTakeFirst()
          if (!unit) throw new Error(`名录中没有单位“${options.unit}”，请先载入活动`)
          const id = await createAccount(
            db,
            {
              username,
              name: options.name ?? username,
              grants: [{ role: options.role as Role, unitId: unit.id }],
              passwordHash: await hashPassword(password),
              mustChangePassword: true,
            },
            services.clock.now(),
          )
          await writeAudit(db, commandContext(services, 'user create'), 'user-created', {
            subjectId: id,
            after: { username, role: options.role, unit: options.unit },
          })
        }),
      )
      print(options.json, { username, password }, [`账号 ${username}，一次性密码 ${password}`])
    })
  command
    .command('reset-password <username>')
    .description('重置密码并解除锁定，打印一次性密码')
    .option('--json', '以 JSON 输出')
    .action(async (username: string, options: Options) => {
      const password = makePassword()
      await withServices((services) =>
        inTransaction(services.pool, async (db) => {
          const user = await db
            .selectFrom('user')
            .where('username', '=', username)
            .select('id')
            .executeTakeFirst()
          if (!user) throw new Error(`没有账号“${username}”`)
          await setPassword(db, user.id, password, true)
          await db.deleteFrom('session').where('userId', '=', user.id).execute()
          await db.deleteFrom('sign_in_failure').where('username', '=', username).execute()
          await writeAudit(db, commandContext(services, 'user reset-password'), 'password-reset', {
            subjectId: user.id,
          })
        }),
      )
      print(options.json, { username, password }, [`账号 ${username}，一次性密码 ${password}`])
    })
  command
    .command('list')
    .description('列出账号与角色')
    .option('--json', '以 JSON 输出')
    .action(async (options: Options) => {
      const rows = await withServices((services) =>
        services.pool.db
          .selectFrom('user as p')
          .leftJoin('role_grant as g', 'g.user_id', 'p.id')
          .leftJoin('org_unit as u', 'u.id', 'g.unit_id')
          .select(['p.username', 'p.name', 'g.role', 'u.code as unit', 'p.disabledAt'])
          .orderBy('p.username')
          .execute(),
      )
      print(
        options.json,
        rows,
        rows.map((row) =>
          [row.username, row.name, row.role, row.unit, row.disabledAt ? '停用' : ''].join('\t'),
        ),
      )
    })
  return command
}
