import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useMay } from '../../../platform/web/session.ts'
import { QuestionsDesk } from './questions-desk.tsx'
import { SessionsDesk } from './sessions-desk.tsx'
import './consultations.css'

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
    <div className="stack consultations-page">
      <div className="row-between consultations-title">
        <h1>专家会诊</h1>
        {manages && (
          <div className="consultations-tabs" role="group" aria-label="内容">
            <button type="button" aria-pressed={!sessions} onClick={() => show('')}>
              问题
            </button>
            <button type="button" aria-pressed={sessions} onClick={() => show('sessions')}>
              线上会诊
            </button>
          </div>
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
