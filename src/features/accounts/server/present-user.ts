import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { Role } from '../../../platform/shared/permissions.ts'

export interface GrantRow {
  id: string
  name: string
  username: string | null
  role: string | null
  unit_id: string | null
  number: number | null
  level: number | null
  code: string | null
  unit_name: string | null
}

/** One row per grant, or one without a unit. */
export function presentUser(rows: GrantRow[]): SignedInUser | null {
  const first = rows[0]
  if (!first) return null
  return {
    id: first.id,
    username: first.username ?? '',
    name: first.name,
    grants: rows.flatMap((row) =>
      row.unit_id === null
        ? []
        : [
            {
              role: row.role as Role,
              unit: {
                id: row.unit_id,
                number: row.number!,
                level: row.level!,
                code: row.code!,
                name: row.unit_name!,
              },
            },
          ],
    ),
  }
}
