import type { z } from 'zod'
import type { FieldError } from '../shared/problem.ts'
import type { Route } from '../shared/route.ts'

/** A declared problem as the server told it, or `offline` when no answer came. */
export class ApiProblem extends Error {
  override readonly name: string
  readonly status: number
  readonly errors: FieldError[]
  readonly body: Record<string, unknown>

  constructor(name: string, status: number, detail: string, body: Record<string, unknown> = {}) {
    super(detail)
    this.name = name
    this.status = status
    this.errors = (body.errors as FieldError[] | undefined) ?? []
    this.body = body
  }
}

let reached = true

/** Whether the last call was answered; a browser thinks it is online in any network that leads nowhere. */
export function isServerReached(): boolean {
  return reached
}

function noteReach(answered: boolean): void {
  if (reached === answered) return
  reached = answered
  globalThis.dispatchEvent(new Event('anyue:reach'))
}

interface Input<P, Q, B> {
  params?: P
  query?: Q
  body?: B
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** Calls a route of a contract; the types are the contract's. Throws `ApiProblem`. */
export async function callApi<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: Route<P, Q, B, R>, input: Input<z.input<P>, z.input<Q>, z.input<B>> = {}): Promise<z.output<R>> {
  const response = await send(route, input)
  return parseBody(await response.text()) as z.output<R>
}

/** The file that a route makes of what it is sent; a plain link does where nothing has to be sent. */
export async function fetchFile<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  route: Route<P, Q, B>,
  input: Input<z.input<P>, z.input<Q>, z.input<B>>,
): Promise<Blob> {
  return (await send(route, input)).blob()
}

async function send(route: Pick<Route, 'path' | 'method'>, input: Input<unknown, unknown, unknown>) {
  let response: Response
  try {
    response = await fetch(urlOf(route, input.params as PathValues, input.query), {
      method: route.method,
      headers: {
        accept: 'application/json',
        ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...input.headers,
      },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input.signal ? { signal: input.signal } : {}),
    })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    noteReach(false)
    throw new ApiProblem('offline', 0, '网络不通，恢复后会自动重试。')
  }
  noteReach(true)
  if (response.ok) return response
  const body = parseBody(await response.text())
  const name = String(body.type ?? 'unexpected').replace('urn:anyue:problem:', '')
  throw new ApiProblem(name, response.status, String(body.detail ?? '系统出错，请稍后再试。'), body)
}

/** What stands between (a proxy whose server restarts) answers with pages of its own. */
function parseBody(text: string): Record<string, unknown> {
  try {
    return text ? (JSON.parse(text) as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

type PathValues = Record<string, string | number | undefined>

/** The address of a route, also for links to downloads. */
export function urlOf(route: { path: string }, params: PathValues = {}, query?: unknown): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries((query as Record<string, unknown> | undefined) ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}
