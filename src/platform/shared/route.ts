import type { z } from 'zod'
import type { Permission } from './permissions.ts'
import type { Problem } from './problem.ts'

/** What a permission is asked about; `access.ts` finds the org unit that the named thing belongs to. */
export type AccessTarget =
  /** The whole deployment: only a grant at a root unit counts. */
  | 'deployment'
  /** Param or query `unit` (a unit code); without it the caller's whole scope. */
  | 'unit'
  /** The caller's scope: the handler filters by `scope`. */
  | 'scope'
  /** Param `obligation`, `submission` or `file` (a uuid). */
  | 'obligation'
  | 'submission'
  | 'file'
  /** Param `activity`: any unit that took part. */
  | 'activity'
  /** Param `activity`: the unit that recorded it. */
  | 'activity-owner'
  /** Param `remark`. */
  | 'remark'
  /** Param `participation`: what the public did for one unit on one day. */
  | 'participation'
  /** Param `flag`: a doubt about participation. */
  | 'flag'
  /** Param `article` of the portal. */
  | 'article'
  /** Param `clipping` or `case`. */
  | 'clipping'
  | 'case'
  /** Param `entry` of a topic, `question` or `session` of a consultation. */
  | 'entry'
  | 'question'
  | 'session'
  /** Param `live`: a live contest. */
  | 'live'

/** `participant`: a citizen's device that has shown itself (features/participants); no account. */
export type Access = 'public' | 'participant' | 'signed-in' | { permission: Permission; on: AccessTarget }

/** One HTTP operation as a value, used by the server, the page, the OpenAPI document and the tests. */
export interface Route<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Fastify notation, `/api/campaigns/:campaign`. */
  path: string
  /** Chinese, one line; shown in the API document and in the audit log. */
  summary: string
  access: Access
  params?: Params
  query?: Query
  body?: Body
  /** Absent: the reply is a file or a stream of media type `produces`. */
  reply?: Reply
  /** Success status, 200 unless said. */
  status?: number
  produces?: string
  problems?: readonly Problem[]
  /** Request headers that the handler reads; all are documented as strings. */
  headers?: Record<string, { required: boolean; description: string }>
}

export function defineRoute<
  Params extends z.ZodType = z.ZodType<Record<string, never>>,
  Query extends z.ZodType = z.ZodType<Record<string, never>>,
  Body extends z.ZodType = z.ZodType<undefined>,
  Reply extends z.ZodType = z.ZodType<undefined>,
>(route: Route<Params, Query, Body, Reply>): Route<Params, Query, Body, Reply> {
  return route
}
