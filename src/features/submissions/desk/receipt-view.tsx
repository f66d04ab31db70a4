import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { type ObligationView, listObligations } from '../../obligations/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayExactly, sayInstant, sayLate } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import type { Receipt } from './submit-attempt.ts'

/** Proof of the report, what happens next, and the next thing to do. */
export function ReceiptView({
  receipt,
  obligation,
  campaign,
}: {
  receipt: Receipt
  obligation: ObligationView
  campaign: string
}) {
  usePageTitle('已报送')
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    window.scrollTo(0, 0)
  }, [])
  return (
    <div className="report">
      <section className="card stack receipt" aria-labelledby="receipt-heading">
        <div>
          <p className="quiet">
            {obligation.unit.name} · {obligation.period.title}
          </p>
          <h1 id="receipt-heading" tabIndex={-1} ref={heading}>
            <span className="receipt-sign" aria-hidden="true">
              ✔
            </span>{' '}
            已报送
          </h1>
        </div>
        <dl className="receipt-facts">
          <dt>报送时间</dt>
          <dd>{sayExactly(receipt.submittedAt)}</dd>
          <dt>是否按时</dt>
          <dd>
            {receipt.onTime
              ? '● 按时'
              : `◐ 迟报（${sayLate(obligation.dueAt, receipt.submittedAt) || '已过截止时间'}）`}
          </dd>
          {receipt.startedAt && !receipt.onTime && (
            <>
              <dt>开始时间</dt>
              <dd>{sayExactly(receipt.startedAt)}，已随报送记录</dd>
            </>
          )}
          <dt>回执号</dt>
          <dd className="receipt-number">{receipt.receipt}</dd>
          <dt>内容摘要</dt>
          <dd className="receipt-number" title={receipt.digest}>
            {receipt.digest.slice(0, 12)}
          </dd>
          <dt>版次</dt>
          <dd>第 {receipt.revision} 版</dd>
        </dl>
        {receipt.questions.length > 0 && (
          <div className="notice notice-amber">
            <p>审核时可能会问到：</p>
            <ul className="receipt-questions">
              {receipt.questions.map((one) => (
                <li key={one.path + one.message}>{one.message}</li>
              ))}
            </ul>
          </div>
        )}
        <p>接下来由审核单位审核。通过后无需再做什么；如被退回，首页会显示原因和要改的地方。</p>
        <div className="row no-print">
          <Link className="button" to="/submissions/$submission" params={{ submission: receipt.id }}>
            查看报送内容
          </Link>
          <button type="button" className="button" onClick={() => window.print()}>
            打印回执
          </button>
        </div>
      </section>
      <NextTask campaign={campaign} obligation={obligation} />
    </div>
  )
}

function NextTask({ campaign, obligation }: { campaign: string; obligation: ObligationView }) {
  const now = useNow()
  const open = useQuery({
    queryKey: ['obligations', campaign, 'open', obligation.unit.code],
    queryFn: () =>
      callApi(listObligations, {
        params: { campaign },
        query: { unit: obligation.unit.code, own: 'true', state: 'returned,overdue,due-soon,open' },
      }),
  }).data
  if (!open) return null
  const next = open.items
    .filter((one) => one.id !== obligation.id)
    .sort((a, b) => a.dueAt.localeCompare(b.dueAt))[0]
  return (
    <section className="card row-between no-print">
      {next ? (
        <>
          <span>
            下一项：{next.period.title}，{sayInstant(next.dueAt, now)} 截止
          </span>
          <Link className="button button-primary" to="/tasks/$obligation" params={{ obligation: next.id }}>
            去填报
          </Link>
        </>
      ) : (
        <>
          <span>现在没有其他要报的了。</span>
          <Link to="/">返回首页</Link>
        </>
      )}
    </section>
  )
}
