import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { type SessionView, listSessions } from '../contract.ts'
import { SessionCard } from './session-card.tsx'
import { SessionForm } from './session-form.tsx'

/** The online sessions, the last first. */
export function SessionsDesk(props: { campaign: string; consultations: ConsultationDefinition[] }) {
  const { campaign, consultations } = props
  const queries = useQueryClient()
  const [edited, setEdited] = useState<SessionView | 'new' | null>(null)
  const found = useInfiniteQuery({
    queryKey: ['consultations', campaign, 'sessions'],
    queryFn: ({ pageParam }) => callApi(listSessions, { params: { campaign }, query: { cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const refresh = () => void queries.invalidateQueries({ queryKey: ['consultations', campaign] })
  if (found.error && !found.data)
    return <ProblemState error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading rows={6} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (edited)
    return (
      <SessionForm
        campaign={campaign}
        consultations={consultations}
        session={edited === 'new' ? null : edited}
        onDone={() => {
          setEdited(null)
          refresh()
        }}
        onCancel={() => setEdited(null)}
      />
    )
  return (
    <>
      <div>
        <button type="button" className="button button-primary" onClick={() => setEdited('new')}>
          ＋ 安排一场
        </button>
      </div>
      {items.length === 0 && <EmptyState title="还没有安排线上会诊。" />}
      {items.map((one) => (
        <SessionCard
          key={one.id}
          campaign={campaign}
          session={one}
          onEdit={() => setEdited(one)}
          onChanged={refresh}
        />
      ))}
      {found.hasNextPage && (
        <button type="button" className="button" onClick={() => void found.fetchNextPage()}>
          更早的场次
        </button>
      )}
    </>
  )
}
