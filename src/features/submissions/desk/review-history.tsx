import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { readObligation } from '../../obligations/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { sayExactly, sayInstantWithWeekday, sayLate } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import type { SubmissionView } from '../contract.ts'

const decisions = { checked: '核过', accepted: '审核通过', returned: '退回', 'signed-off': '负责人签阅' }
const standings = { pending: '待审', checked: '已核过', accepted: '通过', returned: '退回' }

/** How it came here: submitted, judged, extended, and the other revisions. */
export function ReviewHistory({ campaign, submission }: { campaign: string; submission: SubmissionView }) {
  const { obligation } = submission
  const more = useQuery({
    queryKey: ['obligation', obligation.id],
    queryFn: () => callApi(readObligation, { params: { campaign, obligation: obligation.id } }),
  }).data
  const lateness = sayLate(obligation.dueAt, submission.submittedAt)
  return (
    <section className="card stack review-history-card" aria-label="经过">
      <h2>经过</h2>
      <ol className="review-history">
        <li>
          <When at={submission.submittedAt} /> {submission.submittedBy}报送第 {submission.revision} 版，
          {submission.onTime ? '按时' : lateness || '迟报'}
          {submission.startedAt && !submission.onTime && (
            <p className="quiet">系统记录：{sayExactly(submission.startedAt)} 已开始填报上传。</p>
          )}
        </li>
        {submission.reviews.map((review) => (
          <li key={review.madeAt + review.kind}>
            <When at={review.madeAt} /> {review.madeBy}
            {decisions[review.kind]}
            {review.remark && `：${review.remark}`}
            {Object.keys(review.fieldRemarks).length > 0 && (
              <span className="quiet">（另有 {Object.keys(review.fieldRemarks).length} 处批注）</span>
            )}
          </li>
        ))}
        {more?.changes.map((change) => (
          <li key={change.madeAt + change.kind}>
            <When at={change.madeAt} /> {change.madeBy}
            {change.kind === 'extension' && change.newDueAt
              ? `把期限改到 ${sayInstantWithWeekday(change.newDueAt)}`
              : change.kind === 'exemption'
                ? '同意免报'
                : '取消免报'}
            ：{change.reason}
          </li>
        ))}
      </ol>
      {more && more.revisions.length > 1 && (
        <div>
          <h3>各版</h3>
          <ul className="review-history">
            {more.revisions.map((one) => (
              <li key={one.id}>
                {one.id === submission.id ? (
                  <b>第 {one.revision} 版（本版）</b>
                ) : (
                  <Link to="/submissions/$submission" params={{ submission: one.id }}>
                    第 {one.revision} 版
                  </Link>
                )}{' '}
                <When at={one.submittedAt} /> {standings[one.decision]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="quiet review-receipt">
        回执 {submission.receipt}
        <br />
        摘要 {submission.digest.slice(0, 16)}
      </p>
    </section>
  )
}
