import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type SessionView, listSessions } from '../contract.ts'
import { SessionCard } from './session-card.tsx'
import { SessionForm } from './session-form.tsx'

/** The online sessions, the last first. */
export function SessionsDesk(props: { campaign: string; consultations: ConsultationDefinition[] }) {
  const { campaign, consultations } = props
  const queries = useQueryClient()
  const [edited, setEdited] = useState<SessionView | 'new' | null>(null)
  const {
    query: found,
    items,
    first,
  } = usePages({
    queryKey: ['consultations', campaign, 'sessions'],
    read: (cursor) => callApi(listSessions, { params: { campaign }, query: { cursor } }),
  })
  const refresh = () => void queries.invalidateQueries({ queryKey: ['consultations', campaign] })
  if (found.error && !first) return <ProblemState error={found.error} retry={() => void found.refetch()} />
  if (!first) return <Loading rows={6} />
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
      <MoreButton query={found} wide>
        更早的场次
      </MoreButton>
    </>
  )
}
