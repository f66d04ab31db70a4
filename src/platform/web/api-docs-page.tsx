import { useQuery } from '@tanstack/react-query'
import { QueryState } from './page-state.tsx'
import { usePageTitle } from './page-title.ts'

interface Operation {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string }[]
  requestBody?: unknown
  responses?: Record<string, { description?: string }>
  [extension: `x-${string}`]: unknown
}
interface Document {
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
}

async function fetchDocument(): Promise<Document> {
  const response = await fetch('/api/openapi.json')
  if (!response.ok) throw new Error('openapi')
  return (await response.json()) as Document
}

/** The OpenAPI document, to read. */
export default function ApiDocsPage() {
  usePageTitle('接口文档')
  const query = useQuery({ queryKey: ['openapi'], queryFn: fetchDocument, staleTime: Infinity })
  return (
    <QueryState query={query} rows={12}>
      {(document) => (
        <div className="stack">
          <h1>接口文档</h1>
          <p>
            与校验同出一源的 OpenAPI 3.1：<a href="/api/openapi.json">/api/openapi.json</a>
          </p>
          {Object.entries(document.paths).map(([path, methods]) =>
            Object.entries(methods).map(([method, operation]) => (
              <details key={method + path} className="card">
                <summary>
                  <strong>{method.toUpperCase()}</strong> <code>{path}</code> {operation.summary}
                </summary>
                {operation['x-access'] !== undefined && (
                  <p className="quiet">权限：{JSON.stringify(operation['x-access'])}</p>
                )}
                {operation.parameters && operation.parameters.length > 0 && (
                  <ul>
                    {operation.parameters.map((one) => (
                      <li key={one.in + one.name}>
                        <code>{one.name}</code>（{one.in}
                        {one.required ? '，必填' : ''}）{one.description}
                      </li>
                    ))}
                  </ul>
                )}
                {operation.requestBody !== undefined && (
                  <pre className="audit-value">{JSON.stringify(operation.requestBody, null, 2)}</pre>
                )}
                <ul>
                  {Object.entries(operation.responses ?? {}).map(([status, reply]) => (
                    <li key={status}>
                      {status} {reply.description}
                    </li>
                  ))}
                </ul>
              </details>
            )),
          )}
        </div>
      )}
    </QueryState>
  )
}
