import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { readObligation } from '../../obligations/contract.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayExactly, sayLate } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import { readSubmission } from '../contract.ts'
import { ReviewActions } from './review-actions.tsx'
import { SubmissionContent } from './submission-content.tsx'

const decisions = { checked: '县级已核', accepted: '审核通过', returned: '退回', 'signed-off': '负责人签阅' }

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
  const obligation = useQuery({
    queryKey: ['obligation', one?.obligation.id],
    queryFn: () =>
      callApi(readObligation, { params: { campaign: campaign.key!, obligation: one!.obligation.id } }),
    enabled: one !== undefined,
  })
  usePageTitle(one ? `${one.obligation.unit.name} ${one.obligation.period.title}` : '报送内容')
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!one || !campaign.definition) return <Loading rows={8} />
  const newest = one.revision === one.obligation.revision
  return (
    <div className="stack">
      <header>
        <p className="quiet">{one.obligation.unit.name}</p>
        <h1>{one.obligation.period.title}</h1>
        <p className="row">
          {newest && <StateSign state={one.obligation.state} late={one.obligation.late} />}
          <span>
            第 {one.revision} 版，
            <When at={one.submittedAt} /> 由 {one.submittedBy} 报送，
            {one.onTime ? '按时' : sayLate(one.obligation.dueAt, one.submittedAt) || '迟报'}
          </span>
        </p>
        {one.startedAt && !one.onTime && (
          <p className="quiet">系统记录：{sayExactly(one.startedAt)} 已开始填报上传。</p>
        )}
        <p className="quiet digits" style={{ textAlign: 'left' }}>
          回执 {one.receipt} · 摘要 {one.digest.slice(0, 16)}
        </p>
      </header>
      {!newest && <p className="notice notice-amber">这不是最新的一版。</p>}
      <ReviewActions campaign={campaign.key!} submission={one} onDecided={() => undefined} />
      {one.may.write && (
        <Link className="button" to="/tasks/$obligation" params={{ obligation: one.obligation.id }}>
          {one.decision === 'returned' ? '修改后重报' : '更正'}
        </Link>
      )}
      {one.questions.length > 0 && (
        <div className="notice notice-amber">
          {one.questions.map((question) => (
            <p key={question.path + question.message}>{question.message}</p>
          ))}
        </div>
      )}
      <SubmissionContent submission={one} definition={campaign.definition} />
      {one.reviews.length > 0 && (
        <section className="card" aria-labelledby="reviews">
          <h2 id="reviews">审核记录</h2>
          {one.reviews.map((review) => (
            <p key={review.madeAt + review.kind}>
              <When at={review.madeAt} /> {review.madeBy} {decisions[review.kind]}
              {review.remark && `：${review.remark}`}
            </p>
          ))}
        </section>
      )}
      {obligation.data && obligation.data.revisions.length > 1 && (
        <section className="card" aria-labelledby="revisions">
          <h2 id="revisions">历次版本</h2>
          {obligation.data.revisions.map((revision) => (
            <p key={revision.id}>
              <Link to="/submissions/$submission" params={{ submission: revision.id }}>
                第 {revision.revision} 版
              </Link>{' '}
              <When at={revision.submittedAt} />
            </p>
          ))}
        </section>
      )}
    </div>
  )
}
