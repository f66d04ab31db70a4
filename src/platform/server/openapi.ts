import { z } from 'zod'
import { type Problem, forbidden, invalidInput, notSignedIn } from '../shared/problem.ts'
import type { Route } from '../shared/route.ts'
import type { Implementation, RawRoute } from './http.ts'

const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'detail', 'errors'],
  properties: {
    type: { type: 'string', description: '稳定的代码 urn:anyue:problem:<name>' },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string', description: '给人看的一句话' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
}

/** OpenAPI 3.1 from the very schemas that validate requests and filter replies. */
export function describeApi(routes: Implementation[], rawRoutes: RawRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const add = (path: string, method: string, operation: unknown) => {
    const key = path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{rest}')
    paths[key] = { ...paths[key], [method.toLowerCase()]: operation }
  }
  for (const { route } of routes) add(route.path, route.method, describeOperation(route))
  for (const raw of rawRoutes) {
    for (const method of raw.methods[0] === '*' ? ['POST'] : raw.methods) {
      add(raw.path, method, {
        summary: raw.summary,
        tags: [tagOf(raw.path)],
        'x-access': raw.access,
        parameters: [...raw.path.matchAll(/:(\w+)|\*$/g)].map((match) => pathParameter(match[1] ?? 'rest')),
        responses: { 200: { description: '成功' }, default: problemResponse('其他错误') },
      })
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '安月 Anyue',
      version: '1',
      description:
        '安全生产月等活动的报送、汇总与公开接口。登录后以会话 Cookie 调用；错误为 RFC 9457 problem details。',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'anyue.session_token' } },
    },
  }
}

function describeOperation(route: Route) {
  const status = String(route.status ?? (route.reply || route.produces ? 200 : 204))
  const media = route.reply ? 'application/json' : route.produces
  return {
    summary: route.summary,
    operationId: `${route.method.toLowerCase()}_${route.path.replace(/[^a-z0-9]+/gi, '_')}`,
    tags: [tagOf(route.path)],
    'x-access': route.access,
    security: route.access === 'public' ? [] : [{ session: [] }],
    parameters: [
      ...[...route.path.matchAll(/:(\w+)/g)].map((match) => pathParameter(match[1]!)),
      ...queryParameters(route.query),
      ...Object.entries(route.headers ?? {}).map(([name, header]) => ({
        name,
        in: 'header',
        required: header.required,
        description: header.description,
        schema: { type: 'string' },
      })),
    ],
    ...(route.body
      ? { requestBody: { content: { 'application/json': { schema: toSchema(route.body, 'input') } } } }
      : {}),
    responses: {
      [status]: {
        description: '成功',
        ...(media
          ? {
              content: {
                [media]: {
                  schema: route.reply
                    ? toSchema(route.reply, 'output')
                    : { type: 'string', format: 'binary' },
                },
              },
            }
          : {}),
      },
      ...describeProblems(route),
    },
  }
}

function describeProblems(route: Route): Record<string, unknown> {
  const all: Problem[] = [
    ...(route.access === 'public' ? [] : [notSignedIn]),
    ...(typeof route.access === 'object' ? [forbidden] : []),
    ...(route.body || route.query ? [invalidInput] : []),
    ...(route.problems ?? []),
  ]
  const statuses = new Map<number, Set<string>>()
  for (const one of all) {
    const details = statuses.get(one.status) ?? new Set()
    statuses.set(one.status, details.add(`\`${one.name}\` ${one.detail}`))
  }
  return Object.fromEntries(
    [...statuses].map(([status, details]) => [String(status), problemResponse([...details].join('\n\n'))]),
  )
}

function problemResponse(description: string) {
  return {
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function pathParameter(name: string) {
  return { name, in: 'path', required: true, schema: { type: 'string' } }
}

function queryParameters(query: z.ZodType | undefined) {
  if (!query) return []
  const schema = toSchema(query, 'input') as {
    properties?: Record<string, { description?: string }>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    ...(property.description ? { description: property.description } : {}),
    schema: property,
  }))
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

function tagOf(path: string): string {
  const parts = path
    .split('/')
    .filter((part) => part && part !== 'api' && !part.startsWith(':') && part !== '*')
  return (parts[0] === 'campaigns' ? (parts[1] ?? 'campaigns') : (parts[0] ?? 'system')).split('.')[0]!
}
