import { z } from 'zod'
import { type Permission, permissions, roles } from './permissions.ts'
import { defineRoute } from './route.ts'

export const grantView = z.object({
  role: z.enum(roles),
  roleName: z.string(),
  unit: z.object({ code: z.string(), name: z.string(), level: z.number() }),
})

/** Who is signed in, what the server's clock says, and whether a first administrator is still missing. */
export const readMe = defineRoute({
  method: 'GET',
  path: '/api/me',
  summary: '当前用户与服务器时间',
  access: 'public',
  reply: z.object({
    user: z
      .object({
        username: z.string(),
        name: z.string(),
        grants: z.array(grantView),
        permissions: z.array(z.enum(Object.keys(permissions) as [Permission, ...Permission[]])),
        twoFactor: z.boolean(),
        mustChangePassword: z.boolean(),
      })
      .nullable(),
    now: z.iso.datetime(),
    demo: z.boolean(),
    setupNeeded: z.boolean(),
    oidc: z.boolean(),
  }),
})
