import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import { type AttemptAudit, auditAttempt } from '../desk-contract.ts'
import { sayAnswer } from '../say-answer.ts'
import { sayUsed } from '../say-used.ts'
import './contests.css'

/** One answer paper, made again from person, day and bank, beside what was stored. */
export default function AttemptAuditPage() {
  usePageTitle('答卷复核')
  const { contest, attempt } = useParams({ strict: false }) as { contest: string; attempt: string }
  const campaign = useCampaign()
  const query = useQuery({
    queryKey: ['contest', campaign.key, contest, 'audit', attempt],
    queryFn: () => callApi(auditAttempt, { params: { campaign: campaign.key!, contest, attempt } }),
    enabled: campaign.key !== undefined,
  })
  const error = campaign.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!query.data) return <Loading rows={12} />
  const { attempt: line, checks, same, questions, day, number, bankVersion, handedIn } = query.data
  return (
    <div className="stack">
      <p className="no-print">
        <Link
          to={'/contests/$contest' as never}
          params={{ contest } as never}
          search={{ part: 'attempts' } as never}
        >
          ‹ 全部答卷
        </Link>
      </p>
      <h1>答卷复核</h1>
      <p>
        {line.unit.name} · {line.phone ?? `未验证手机号（${line.mark}）`} · {sayDay(day)}第 {number} 次 · 开始{' '}
        <When at={line.startedAt} /> · 用时 {sayUsed(line.usedMs!)}
        {!handedIn && ' · 到时自动收卷'}
      </p>
      <p className="quiet contest-id">
        答卷 {line.id} · 题库版本 {bankVersion.slice(0, 16)}
      </p>
      <p className={same ? 'notice notice-green' : 'notice notice-danger'} role="status">
        {same
          ? '✔ 一致：由参与者、日期和题库版本重新出卷、重新判分，与当时存下的相同。'
          : '✕ 不一致：重新出卷或判分的结果与当时存下的不同，请核查。'}
      </p>
      <Checks checks={checks} />
      {questions.map((one) => (
        <article key={one.place} className="card stack contest-question">
          <h2>
            {one.place}. {one.stem}
          </h2>
          {one.options.length > 0 && (
            <ol className="contest-options">
              {one.options.map((option) => (
                <li key={option}>{option}</li>
              ))}
            </ol>
          )}
          <p>
            作答 <strong>{sayAnswer(one)}</strong> · {one.right ? '✔ 对' : '✕ 错'}
            {one.right !== one.storedRight && (
              <span className="danger-text">（存下的是{one.storedRight ? '对' : '错'}）</span>
            )}
          </p>
          <p className="quiet">
            正确答案 {one.rightAnswer} · {one.points} 分 · {one.key}
          </p>
        </article>
      ))}
    </div>
  )
}

function Checks({ checks }: { checks: AttemptAudit['checks'] }) {
  return (
    <div className="card table-frame" tabIndex={0} role="region" aria-label="答卷">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">核对</th>
            <th scope="col">存下的</th>
            <th scope="col">重新得出</th>
            <th scope="col">结果</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((one) => (
            <tr key={one.name}>
              <th scope="row">{one.name}</th>
              <td className="contest-id">{one.stored}</td>
              <td className="contest-id">{one.again}</td>
              <td className={one.same ? undefined : 'danger-text'}>{one.same ? '✔ 一致' : '✕ 不一致'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
