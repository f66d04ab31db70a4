import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Connection, prepareStatement } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { sessionAge } from './create-auth.ts'
import { type GrantRow, presentUser } from './present-user.ts'

/**
 * Reading a session is the one thing of the auth library's that we do ourselves: it takes three statements and an
 * adapter's work for it, and in the last minute before a deadline every report is some unit's first request. Making,
 * renewing and ending sessions stay the library's.
 */
const statement = prepareStatement<GrantRow & { expiresAt: Date }, { token: string }>(`
  select s."expiresAt", p.id, p.name, p.username, g.role, u.id as unit_id, u.number, u.level, u.code, u.name as unit_name
  from session s
  join "user" p on p.id = s."userId" and p."disabledAt" is null
  left join role_grant g on g.user_id = p.id
  left join org_unit u on u.id = g.unit_id
  where s.token = :token
  order by u.number`)

export async function findSession(
  db: Connection,
  token: string,
): Promise<{ user: SignedInUser; renew: boolean } | null> {
  const rows = await statement(db, { token })
  const user = presentUser(rows)
  const left = rows[0] ? (rows[0].expiresAt.getTime() - Date.now()) / 1000 : 0
  if (!user || left <= 0) return null
  return { user, renew: left <= sessionAge.expiresIn - sessionAge.updateAge }
}

/** The library's signed cookie: `name=` and, URL-encoded, `<token>.<HMAC-SHA256 in base64>`. */
export function readSessionToken(cookie: string, secret: string): string | null {
  let value: string
  try {
    value = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))
  } catch {
    return null
  }
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
