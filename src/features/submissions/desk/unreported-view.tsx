import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import type { readObligation } from '../../obligations/contract.ts'
import { ChaseDialog } from '../../obligations/desk/chase-dialog.tsx'
import { DeadlineDialog } from '../../obligations/desk/deadline-dialog.tsx'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import { ReportHeading } from './report-heading.tsx'

/** What nobody has reported yet, for those who wait for it: how it stands, whom to call, more time. */
export function UnreportedView({
  obligation,
  campaign,
}: {
  obligation: z.output<NonNullable<(typeof readObligation)['reply']>>
  campaign: string
}) {
  const [open, setOpen] = useState<'chase' | 'deadline' | null>(null)
  const { may, task, period, unit } = obligation
  const owed = obligation.state !== 'exempted' && obligation.state !== 'not-open'
  return (
    <div className="report">
      <ReportHeading obligation={obligation} />
      <section className="card stack">
        <p className="row">
          <StateSign state={obligation.state} />
          <span>{sayStanding(obligation.state, unit.name)}</span>
        </p>
        {obligation.changes.map((change) => (
          <p key={change.madeAt + change.kind} className="quiet">
            <When at={change.madeAt} /> {change.madeBy}
            {change.kind === 'extension' && change.newDueAt
              ? `把期限改到 ${sayInstantWithWeekday(change.newDueAt)}`
              : change.kind === 'exemption'
                ? '同意免报'
                : '取消免报'}
            ：{change.reason}
          </p>
        ))}
        <div className="row">
          {may.review && owed && (
            <button type="button" className="button button-primary" onClick={() => setOpen('chase')}>
              催报名单
            </button>
          )}
          {may.changeDeadline && (
            <button type="button" className="button" onClick={() => setOpen('deadline')}>
              延期或免报
            </button>
          )}
          <Link to="/units/$unit" params={{ unit: unit.code }}>
            {unit.name}的全部报送
          </Link>
        </div>
      </section>
      {open === 'chase' && (
        <ChaseDialog
          campaign={campaign}
          period={{ task: task.key, period: period.key, periodTitle: period.title }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'deadline' && (
        <DeadlineDialog campaign={campaign} obligation={obligation} onClose={() => setOpen(null)} />
      )}
    </div>
  )
}

function sayStanding(state: string, unit: string): string {
  if (state === 'exempted') return `${unit}这一期免报。`
  if (state === 'not-open') return '还没有到填报的时间。'
  return `${unit}还没有报送。`
}
