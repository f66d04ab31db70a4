import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayLate } from '../../../platform/web/say-time.ts'
import { useMay } from '../../../platform/web/session.ts'
import { When } from '../../../platform/web/when.tsx'
import { type SubmissionView, readSubmission, submissionDocx } from '../contract.ts'
import { ReviewSheet } from './review-sheet.tsx'

/** One revision of a report: what it says, how it was judged, what became of it. */
export default function SubmissionPage() {
  const { submission: id } = useParams({ strict: false }) as { submission: string }
  const campaign = useCampaign()
  const query = useQuery({
    queryKey: ['submission', id],
    queryFn: () => callApi(readSubmission, { params: { campaign: campaign.key!, submission: id } }),
    enabled: campaign.key !== undefined,
  })
  const one = query.data
  usePageTitle(one ? `${one.obligation.unit.name} ${one.obligation.period.title}` : '报送内容')
  const error = campaign.error ?? query.error
  if (error && !one) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!one || !campaign.definition) return <Loading rows={8} />
  return (
    <ReviewSheet
      key={id}
      campaign={campaign.key!}
      definition={campaign.definition}
      submission={one}
      heading={<Heading campaign={campaign.key!} submission={one} />}
      onDecided={() => undefined}
    />
  )
}

function Heading({ campaign, submission }: { campaign: string; submission: SubmissionView }) {
  const { obligation } = submission
  const reads = useMay('report.review')
  const newest = submission.revision === obligation.revision
  return (
    <header className="stack">
      <div>
        <p className="quiet">
          {reads ? (
            <Link to="/units/$unit" params={{ unit: obligation.unit.code }}>
              {obligation.unit.name}
            </Link>
          ) : (
            obligation.unit.name
          )}
        </p>
        <h1>{obligation.period.title}</h1>
        <p className="row">
          {newest && <StateSign state={obligation.state} late={obligation.late} />}
          {newest && obligation.standing === 'checked' && <span>下级已核过，待上级审定</span>}
          <span>
            第 {submission.revision} 版，
            <When at={submission.submittedAt} /> 由{submission.submittedBy}报送，
            {submission.onTime ? '按时' : sayLate(obligation.dueAt, submission.submittedAt) || '迟报'}
          </span>
        </p>
      </div>
      {!newest && (
        <p className="notice notice-amber">
          这不是最新的一版。
          {obligation.submissionId && (
            <Link to="/submissions/$submission" params={{ submission: obligation.submissionId }}>
              看最新的一版
            </Link>
          )}
        </p>
      )}
      <div className="row no-print">
        {newest && submission.may.write && (
          <Link
            className={submission.decision === 'returned' ? 'button button-primary' : 'button'}
            to="/tasks/$obligation"
            params={{ obligation: obligation.id }}
          >
            {submission.decision === 'returned' ? '修改后重报' : '更正'}
          </Link>
        )}
        <a className="button" href={urlOf(submissionDocx, { campaign, submission: submission.id })} download>
          下载 Word
        </a>
      </div>
    </header>
  )
}
