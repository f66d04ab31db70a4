import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useMay } from '../../../platform/web/session.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type ObligationView, listObligations } from '../contract.ts'
import { DeadlineDialog } from './deadline-dialog.tsx'
import { StateSign } from './state-sign.tsx'
import './unit-page.css'

/** Everything that one unit has to report, with its state. */
export default function UnitPage() {
  const { unit } = useParams({ strict: false }) as { unit: string }
  const campaign = useCampaign()
  const now = useNow()
  const mayChange = useMay('deadline.change')
  const [changing, setChanging] = useState<ObligationView | null>(null)
  const query = useQuery({
    queryKey: ['obligations', campaign.key, unit],
    queryFn: () =>
      callApi(listObligations, {
        params: { campaign: campaign.key! },
        query: { unit, own: 'true', limit: 500 },
      }),
    enabled: campaign.key !== undefined,
  })
  const name = query.data?.items[0]?.unit.name
  usePageTitle(name ?? '单位')
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  return (
    <QueryState query={query} rows={8}>
      {({ items }) => (
        <div className="stack">
          <h1>{name ?? '单位'}</h1>
          {items.length === 0 && <EmptyState title="这个单位没有要报的项目。" />}
          {items.length > 0 && (
            <ul className="card unit-list">
              {items.map((one) => (
                <UnitLine
                  key={one.id}
                  obligation={one}
                  now={now}
                  onChange={mayChange && one.standing !== 'accepted' ? () => setChanging(one) : undefined}
                />
              ))}
            </ul>
          )}
          {changing && campaign.key && (
            <DeadlineDialog campaign={campaign.key} obligation={changing} onClose={() => setChanging(null)} />
          )}
        </div>
      )}
    </QueryState>
  )
}

function UnitLine(props: { obligation: ObligationView; now: Date; onChange: (() => void) | undefined }) {
  const { obligation, now, onChange } = props
  const { period, dueAt, originalDueAt } = obligation
  return (
    <li id={obligation.id} className="unit-line">
      <span className="unit-line-title">
        {obligation.submissionId ? (
          <Link to="/submissions/$submission" params={{ submission: obligation.submissionId }}>
            {period.title}
          </Link>
        ) : (
          period.title
        )}
      </span>
      <StateSign state={obligation.state} late={obligation.late} />
      <span className="quiet digits unit-line-due">
        {sayInstantWithWeekday(dueAt, now)} 截止{dueAt !== originalDueAt && '（已延期）'}
      </span>
      <span className="unit-line-action">
        {onChange && (
          <button type="button" className="link-button" onClick={onChange}>
            延期或免报<span className="visually-hidden">：{period.title}</span>
          </button>
        )}
      </span>
    </li>
  )
}
