import { z } from 'zod'
import { defineRoute } from '../../platform/shared/route.ts'
import { defineProblem, forbidden, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { grantView } from '../../platform/shared/me.ts'
import { roles } from '../../platform/shared/permissions.ts'

const instant = z.iso.datetime()
const role = z.enum(roles)
const username = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,63}$/, '用户名须为 2–64 位小写字母、数字或 . _ -，以字母或数字开头')
/** GB/T 22239-2019 8.1.4.1: complexity; length matters more than character classes (NIST SP 800-63B). */
export const newPassword = z.string().min(10, '密码至少 10 位').max(128, '密码最多 128 位')

export const alreadySetUp = defineProblem('already-set-up', 409, '系统已完成初始设置，请直接登录。')
export const noCampaignYet = defineProblem(
  'no-campaign-yet',
  409,
  '尚未载入活动，请先在服务器上运行 anyue campaign load <目录>。',
)
export const setUp = defineRoute({
  method: 'POST',
  path: '/api/setup',
  summary: '首次设置：建立第一个管理员（只在没有任何账号时可用）',
  access: 'public',
  body: z.object({ username, name: z.string().trim().min(1).max(50), password: newPassword }),
  reply: z.object({ username: z.string() }),
  status: 201,
  problems: [alreadySetUp, noCampaignYet, invalidInput],
})

export const userView = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  grants: z.array(grantView),
  disabledAt: instant.nullable(),
  lockedUntil: instant.nullable(),
  lastSignInAt: instant.nullable(),
  /** The caller's own account. */
  own: z.boolean(),
  /** Whether the caller manages every unit for which the account holds a role. */
  mayChange: z.boolean(),
})
const grantInput = z
  .array(z.object({ role, unit: z.string().max(64) }))
  .min(1, '请至少授予一个角色')
  .max(20)

export const ownAdministration = defineProblem(
  'own-administration',
  409,
  '不能取消自己的管理员角色，请由另一位管理员操作。',
)
export const usernameTaken = defineProblem('username-taken', 409, '用户名已被使用，请换一个。')

export const listUsers = defineRoute({
  method: 'GET',
  path: '/api/users',
  summary: '账号（按用户名排序）',
  access: { permission: 'account.manage', on: 'scope' },
  query: z.object({
    q: z.string().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(userView), next: z.string().nullable() }),
})
/** The first password is shown once; its owner must change it. */
export const createUser = defineRoute({
  method: 'POST',
  path: '/api/users',
  summary: '新建账号，返回一次性初始密码',
  access: { permission: 'account.manage', on: 'scope' },
  body: z.object({ username, name: z.string().trim().min(1).max(50), grants: grantInput }),
  reply: z.object({ user: userView, password: z.string() }),
  status: 201,
  problems: [usernameTaken, forbidden, invalidInput],
})
export const changeUser = defineRoute({
  method: 'PATCH',
  path: '/api/users/:user',
  summary: '修改账号：名称、角色、停用或启用、解除锁定',
  access: { permission: 'account.manage', on: 'scope' },
  params: z.object({ user: z.string().max(64) }),
  body: z.object({
    name: z.string().trim().min(1).max(50).optional(),
    grants: grantInput.optional(),
    disabled: z.boolean().optional(),
    unlock: z.boolean().optional(),
  }),
  reply: userView,
  problems: [notFound, forbidden, invalidInput, ownAdministration],
})
export const resetPassword = defineRoute({
  method: 'POST',
  path: '/api/users/:user/password',
  summary: '重置密码，返回一次性密码并退出其所有登录',
  access: { permission: 'account.manage', on: 'scope' },
  params: z.object({ user: z.string().max(64) }),
  reply: z.object({ password: z.string() }),
  problems: [notFound, forbidden],
})

export const wrongPassword = defineProblem('wrong-password', 422, '现用密码不正确。')
export const changeOwnPassword = defineRoute({
  method: 'POST',
  path: '/api/account/password',
  summary: '修改自己的密码，并退出其他设备上的登录',
  access: 'signed-in',
  body: z.object({ currentPassword: z.string().max(128), newPassword }),
  reply: z.object({ changed: z.literal(true) }),
  problems: [wrongPassword, invalidInput],
})
