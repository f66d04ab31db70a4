import type { z } from 'zod'
import type { Route } from '../shared/route.ts'

/** What a page tells the citizen when a call fails; `name` is the problem's stable name. */
export class CallFailed extends Error {
  override readonly name: string
  readonly errors: { path: string; message: string }[]
  constructor(name: string, message: string, errors: { path: string; message: string }[] = []) {
    super(message)
    this.name = name
    this.errors = errors
  }
}

/**
 * Calls a route by its address. Contracts carry their schemas and a phone should not download those, so a page imports
 * only the type: `fetchJson<typeof finishAttempt>('POST', path, body)`.
 */
export async function fetchJson<R extends Pick<Route, 'method' | 'body' | 'reply'>>(
  method: R['method'],
  path: string,
  body?: z.input<NonNullable<R['body']>>,
): Promise<z.output<NonNullable<R['reply']>>> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new CallFailed('offline', '网络不通，内容还在本页，联网后请重试。')
  }
  const text = await response.text()
  const value: unknown = text ? safeParse(text) : undefined
  if (response.ok) return value as never
  const problem = (value ?? {}) as { title?: string; detail?: string; errors?: CallFailed['errors'] }
  throw new CallFailed(
    problem.title ?? 'unexpected',
    problem.detail ?? '服务器暂时没有答复，请稍后再试。',
    problem.errors,
  )
}

function safeParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
