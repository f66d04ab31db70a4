import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { readDraft } from '../../submissions/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import type { ObligationView } from '../../obligations/contract.ts'
import { sayExactly, sayInstantWithWeekday, sayRemaining } from '../../../platform/web/say-time.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'

/** How many records of the ledger the report's draft is written from; 0 until it is known. */
function useDrawnRecords(obligation: ObligationView): number {
  const { key, definition } = useCampaign()
  const form = definition?.forms.find((one) => one.key === obligation.task.form)
  const drawn = form?.fields.some((field) => 'prefill' in field && field.prefill === 'activities')
  const draft = useQuery({
    queryKey: ['draft', obligation.id, 'records'],
    queryFn: () =>
      callApi(readDraft, { params: { campaign: key!, obligation: obligation.id } }).then(
        (found) => found.drawn?.records ?? 0,
      ),
    enabled: drawn === true && obligation.state !== 'returned',
  })
  return draft.data ?? 0
}

/** One report that somebody has to write: what, by when, how long it takes, one button. */
export function DueCard({
  obligation,
  now,
  first,
}: {
  obligation: ObligationView
  now: Date
  first: boolean
}) {
  const { state, dueAt, period, minutes } = obligation
  const left = Date.parse(dueAt) - now.getTime()
  const tone = left < 0 ? 'danger-text' : left < 24 * 3_600_000 ? 'amber-text' : 'quiet'
  const returned = state === 'returned'
  const records = useDrawnRecords(obligation)
  return (
    <li className="card due-card">
      <div className="due-card-text">
        <h3>{period.title}</h3>
        <p className="row">
          <StateSign state={state} />
          <time dateTime={dueAt} title={sayExactly(dueAt)} className={tone}>
            {sayInstantWithWeekday(dueAt, now)} 截止 · {sayRemaining(dueAt, now)}
          </time>
        </p>
        <p className="quiet">
          {returned
            ? '审核单位已退回，批注在填报页各项旁边。'
            : records > 0
              ? `已有 ${records} 条记录，草稿已写好`
              : `通常需要 ${minutes} 分钟`}
          {!returned && records === 0 && obligation.task.zeroReport && '，没有情况可一键零报告'}
        </p>
      </div>
      <Link
        className={first ? 'button button-primary' : 'button'}
        to="/tasks/$obligation"
        params={{ obligation: obligation.id }}
      >
        {returned ? '修改后重报' : records > 0 ? '核对并报送' : '填报'}
        <span className="visually-hidden">：{period.title}</span>
      </Link>
    </li>
  )
}
