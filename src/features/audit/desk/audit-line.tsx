import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { sayExactly, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import type { listAuditRecords } from '../contract.ts'
import { describeChange } from '../rules.ts'

type AuditRecord = z.output<NonNullable<(typeof listAuditRecords)['reply']>>['items'][number]

/** One record as a sentence; what is stored stands behind 「原始记录」. */
export function AuditLine({ record }: { record: AuditRecord }) {
  const { definition } = useCampaign()
  const changes = describeChange(record.before, record.after, {
    sayInstant: (at) => sayInstantWithWeekday(at),
    taskTitle: (key) => definition?.tasks.find((task) => task.key === key)?.title ?? key,
  })
  return (
    <li className="audit-line">
      <time dateTime={record.at} title={sayExactly(record.at)} className="digits">
        {sayExactly(record.at).split(' ').at(-1)}
      </time>
      <div>
        <p>
          {record.userName ?? (record.kind.startsWith('sign-in') ? '未登录者' : '系统')}{' '}
          <b>{record.phrase}</b>
          {record.unit && ` · ${record.unit.name}`}
          <Subject record={record} />
        </p>
        {changes.length > 0 && (
          <ul className="audit-changes quiet">
            {changes.map((one) => (
              <li key={one.label}>
                {one.label}：
                {one.before !== null && one.after !== null
                  ? `${one.before} → ${one.after}`
                  : (one.after ?? `原为 ${one.before}`)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <details className="audit-raw">
        <summary>原始记录</summary>
        <p className="quiet">
          第 {record.number} 条 · 来自 {record.address ?? '—'} · 请求 {record.requestId ?? '—'} · 对象{' '}
          {record.subjectId ?? '—'}
        </p>
        {record.before !== null && (
          <pre className="audit-value">之前 {JSON.stringify(record.before, null, 2)}</pre>
        )}
        {record.after !== null && (
          <pre className="audit-value">之后 {JSON.stringify(record.after, null, 2)}</pre>
        )}
      </details>
    </li>
  )
}

function Subject({ record }: { record: AuditRecord }) {
  const { subject, subjectId } = record
  if (!subject || !subjectId) return record.kind === 'sign-in-refused' ? <> · 用户名 {subjectId}</> : null
  if (subject.kind === 'submission')
    return (
      <>
        {' · '}
        <Link to="/submissions/$submission" params={{ submission: subjectId }}>
          {subject.name}
        </Link>
      </>
    )
  return subject.kind === 'account' && record.kind === 'signed-in' ? null : <> · {subject.name}</>
}
