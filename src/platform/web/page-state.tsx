import { type ReactNode, useEffect, useState } from 'react'
import { ApiProblem, isServerReached } from './call-api.ts'
import { queryClient } from './query-client.ts'
import './page-state.css'

/** Grey bars of about the height of what comes; read out once as 「正在载入」. */
export function Loading({ rows = 4, height }: { rows?: number; height?: string }) {
  return (
    <div className="loading" role="status" style={height ? { minHeight: height } : undefined}>
      <span className="visually-hidden">正在载入…</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="loading-bar" style={{ width: `${[100, 92, 97, 60][row % 4]}%` }} />
      ))}
    </div>
  )
}

/** Says what is not there and, where something can be done, what. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children}
    </div>
  )
}

/** An error in a sentence, with a button to try again where that can help. */
export function ProblemState({ error, retry }: { error: unknown; retry?: () => void }) {
  const known = error instanceof ApiProblem
  if (known && (error.status === 404 || error.status === 403)) {
    return (
      <EmptyState title={error.message}>
        <a href="/">返回首页</a>
      </EmptyState>
    )
  }
  return (
    <div className="notice notice-danger" role="alert">
      <div className="row">
        <span>{known ? error.message : '页面出错，请刷新后再试。'}</span>
        {retry && (
          <button type="button" className="button button-small" onClick={retry}>
            重试
          </button>
        )}
      </div>
    </div>
  )
}

/** A query's three states in one place: skeleton, sentence with retry, content. */
export function QueryState<T>({
  query,
  rows,
  children,
}: {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  rows?: number
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ProblemState error={query.error} retry={() => void query.refetch()} />
  return <Loading rows={rows ?? 4} />
}

const isOnline = () => navigator.onLine && isServerReached()

/** There is a network, and the server answers in it. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(isOnline)
  useEffect(() => {
    const update = () => setOnline(isOnline())
    const kinds = ['online', 'offline', 'anyue:reach']
    update()
    for (const kind of kinds) window.addEventListener(kind, update)
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, update)
    }
  }, [])
  return online
}

const askAgainMs = 10_000

export function OfflineBanner() {
  const online = useOnline()
  useEffect(() => {
    if (online) return
    // No event tells that a server answers again.
    const timer = setInterval(() => void queryClient.invalidateQueries({ queryKey: ['me'] }), askAgainMs)
    return () => clearInterval(timer)
  }, [online])
  return (
    <div role="status" className="no-print">
      {!online && <p className="offline-banner">连不上服务器。填写的内容会留在本机，恢复后自动保存。</p>}
    </div>
  )
}
