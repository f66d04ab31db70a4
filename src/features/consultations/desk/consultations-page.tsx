import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { ChoiceButtons } from '../../../platform/web/choice-buttons.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useMay } from '../../../platform/web/session.ts'
import { QuestionsDesk } from './questions-desk.tsx'
import { SessionsDesk } from './sessions-desk.tsx'
import './consultations.css'

const parts = [
  ['', '问题'],
  ['sessions', '线上会诊'],
] as const

/** Questions that wait for an expert, and the online sessions. An expert sees only the questions assigned to him. */
export default function ConsultationsPage() {
  const campaign = useCampaign()
  const navigate = useNavigate()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const manages = useMay('consultation.manage')
  const sessions = manages && tab === 'sessions'
  usePageTitle(sessions ? '线上会诊' : '专家会诊')
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (!campaign.key || !campaign.definition) return <Loading rows={10} />
  const { consultations } = campaign.definition.public
  if (consultations.length === 0) return <EmptyState title="这次活动没有专家会诊。" />
  const show = (to: string) =>
    void navigate({ to: '/consultations', search: (to ? { tab: to } : {}) as never })
  return (
    <div className="stack">
      <div className="row-between">
        <h1>专家会诊</h1>
        {manages && (
          <ChoiceButtons label="内容" choices={parts} value={sessions ? 'sessions' : ''} onChoose={show} />
        )}
      </div>
      {sessions ? (
        <SessionsDesk campaign={campaign.key} consultations={consultations} />
      ) : (
        <QuestionsDesk campaign={campaign.key} consultations={consultations} />
      )}
    </div>
  )
}
