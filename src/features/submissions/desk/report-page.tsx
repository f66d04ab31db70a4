import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { readObligation } from '../../obligations/contract.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useUser } from '../../../platform/web/session.ts'
import { When } from '../../../platform/web/when.tsx'
import { readDraft } from '../contract.ts'
import { ReportEditor } from './report-editor.tsx'
import { ReportHeading } from './report-heading.tsx'
import { ReceiptView } from './receipt-view.tsx'
import type { Receipt } from './submit-attempt.ts'
import { UnreportedView } from './unreported-view.tsx'
import './report.css'

/** Fill in and submit one report. */
export default function ReportPage() {
  const { obligation } = useParams({ strict: false }) as { obligation: string }
  return <Report key={obligation} obligationId={obligation} />
}

function Report({ obligationId }: { obligationId: string }) {
  const user = useUser()
  const campaign = useCampaign()
  const params = { campaign: campaign.key ?? '', obligation: obligationId }
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  const [correcting, setCorrecting] = useState(false)
  const obligation = useQuery({
    queryKey: ['obligation', obligationId],
    queryFn: () => callApi(readObligation, { params }),
    enabled: campaign.key !== undefined,
  })
  const one = obligation.data
  const writable = one?.may.write === true && one.state !== 'exempted' && one.standing !== 'accepted'
  const draft = useQuery({
    queryKey: ['draft', obligationId],
    queryFn: () => callApi(readDraft, { params }),
    enabled: writable,
    // The page keeps what is typed; a fresh copy is fetched when it is opened again.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  usePageTitle(one ? `${one.period.title} · 报送` : '报送')

  const error = campaign.error ?? obligation.error ?? (draft.data ? null : draft.error)
  if (error) {
    return (
      <ProblemState
        error={error}
        retry={() => {
          campaign.retry()
          void obligation.refetch()
          if (writable) void draft.refetch()
        }}
      />
    )
  }
  if (!one || !campaign.definition) return <Loading rows={8} />
  if (receipt) return <ReceiptView receipt={receipt} obligation={one} campaign={campaign.key!} />
  if (!one.may.write) {
    // Readers of a report come here from the matrix, which knows obligations only.
    if (one.submissionId)
      return <Navigate to="/submissions/$submission" params={{ submission: one.submissionId }} replace />
    return <UnreportedView obligation={one} campaign={campaign.key!} />
  }
  if (!writable) {
    return (
      <div className="report">
        <ReportHeading obligation={one} />
        <EmptyState title={sayWhyClosed(one)}>
          {one.submissionId && (
            <Link className="button" to="/submissions/$submission" params={{ submission: one.submissionId }}>
              查看报送内容
            </Link>
          )}
          <Link to="/">返回首页</Link>
        </EmptyState>
      </div>
    )
  }
  const waiting = one.standing === 'submitted' || one.standing === 'checked'
  if (waiting && !correcting) {
    return (
      <div className="report">
        <ReportHeading obligation={one} />
        <section className="card stack">
          <p>
            已于 {one.submittedAt && <When at={one.submittedAt} />} 报送第 {one.revision} 版，
            {one.late ? '记为迟报' : '按时'}，正在等待审核。
          </p>
          <div className="row">
            {one.submissionId && (
              <Link
                className="button button-primary"
                to="/submissions/$submission"
                params={{ submission: one.submissionId }}
              >
                查看报送内容
              </Link>
            )}
            <button type="button" className="button" onClick={() => setCorrecting(true)}>
              更正
            </button>
          </div>
          <p className="field-help">更正后重新报送会成为第 {one.revision + 1} 版，原来的一版仍可查看。</p>
        </section>
      </div>
    )
  }
  if (!draft.data) return <Loading rows={8} />
  return (
    <ReportEditor
      obligation={one}
      definition={campaign.definition}
      draft={draft.data}
      address={{ campaign: campaign.key!, obligation: obligationId, username: user.username }}
      onReceipt={setReceipt}
    />
  )
}

function sayWhyClosed(one: { state: string }): string {
  return one.state === 'exempted'
    ? '这一项已免报，无需报送。'
    : '这一项已审核通过。如需更正，请联系审核单位退回。'
}
