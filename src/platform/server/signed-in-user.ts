import type { Role } from '../shared/permissions.ts'

export interface Grant {
  role: Role
  unit: { id: string; number: number; level: number; code: string; name: string }
}

export interface SignedInUser {
  id: string
  username: string
  name: string
  grants: Grant[]
}
