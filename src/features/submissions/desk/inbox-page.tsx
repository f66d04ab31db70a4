import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { When } from '../../../platform/web/when.tsx'
import { acceptMany, acceptSubmission, listInbox, readSubmission } from '../contract.ts'
import { ReviewActions } from './review-actions.tsx'
import { SubmissionContent } from './submission-content.tsx'

/** What waits for a decision, first come first; j k move, a accepts. */
export default function InboxPage() {
  usePageTitle('待审')
  const campaign = useCampaign()
  const queries = useQueryClient()
  const [openId, setOpenId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const inbox = useQuery({
    queryKey: ['inbox', campaign.key],
    queryFn: () => callApi(listInbox, { params: { campaign: campaign.key! }, query: { limit: 50 } }),
    enabled: campaign.key !== undefined,
  })
  const items = inbox.data?.items ?? []
  const at = Math.max(
    0,
    items.findIndex((one) => one.submissionId === openId),
  )
  const current = items[at]

  const accept = async (ids: string[]) => {
    try {
      const params = { campaign: campaign.key! }
      if (ids.length === 1) {
        await callApi(acceptSubmission, { params: { ...params, submission: ids[0]! }, body: {} })
        notify('已通过。')
      } else {
        const { results } = await callApi(acceptMany, { params, body: { submissions: ids } })
        const failed = results.filter((one) => !one.accepted)
        notify(
          `已通过 ${results.length - failed.length} 件${failed[0] ? `，${failed.length} 件未成：${failed[0].problem}` : '。'}`,
          { kind: failed.length > 0 ? 'problem' : 'done' },
        )
      }
    } catch (error) {
      notify(error instanceof ApiProblem ? error.message : '没有成功，请重试。', { kind: 'problem' })
    }
    setChosen(new Set())
    await queries.invalidateQueries()
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (target.closest('input:not([type=checkbox]), textarea, select, dialog')) return
      if (event.key === 'j' && items[at + 1]) setOpenId(items[at + 1]!.submissionId)
      if (event.key === 'k' && items[at - 1]) setOpenId(items[at - 1]!.submissionId)
      if (event.key === 'a' && current) void accept([current.submissionId!])
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })

  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  return (
    <QueryState query={inbox} rows={8}>
      {({ total }) =>
        items.length === 0 ? (
          <EmptyState title="没有待审的报送。" />
        ) : (
          <div className="stack">
            <h1>待审 {total} 件</h1>
            <p className="quiet">键盘：j 下一件，k 上一件，a 通过。</p>
            <div className="inbox">
              <section className="card" aria-label="待审清单" tabIndex={0}>
                <div className="row">
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() =>
                      setChosen(chosen.size > 0 ? new Set() : new Set(items.map((one) => one.submissionId!)))
                    }
                  >
                    {chosen.size > 0 ? '取消选择' : '全选本页'}
                  </button>
                  {chosen.size > 0 && (
                    <button
                      type="button"
                      className="button button-small"
                      onClick={() => void accept([...chosen])}
                    >
                      通过选中的 {chosen.size} 件
                    </button>
                  )}
                </div>
                <ul className="inbox-list">
                  {items.map((one) => {
                    const id = one.submissionId!
                    return (
                      <li key={id}>
                        <label>
                          <input
                            type="checkbox"
                            checked={chosen.has(id)}
                            aria-label={`选择 ${one.unit.name} ${one.period.title}`}
                            onChange={() => {
                              const next = new Set(chosen)
                              if (!next.delete(id)) next.add(id)
                              setChosen(next)
                            }}
                          />
                        </label>
                        <div className="inbox-line">
                          <button
                            type="button"
                            className="link-button"
                            aria-current={id === current?.submissionId ? 'true' : undefined}
                            onClick={() => setOpenId(id)}
                          >
                            {one.unit.name} · {one.period.title}
                          </button>
                          <p className="row">
                            <StateSign state={one.state} late={one.late} />
                            <span className="quiet">
                              <When at={one.submittedAt!} />
                            </span>
                          </p>
                        </div>
                      </li>
                    )
                  })}
                </ul>
              </section>
              {current && campaign.key && (
                <InboxItem
                  key={current.submissionId}
                  campaign={campaign.key}
                  id={current.submissionId!}
                  onDecided={() => setOpenId(items[at + 1]?.submissionId ?? null)}
                />
              )}
            </div>
          </div>
        )
      }
    </QueryState>
  )
}

function InboxItem({ campaign, id, onDecided }: { campaign: string; id: string; onDecided: () => void }) {
  const { definition } = useCampaign()
  const query = useQuery({
    queryKey: ['submission', id],
    queryFn: () => callApi(readSubmission, { params: { campaign, submission: id } }),
  })
  return (
    <QueryState query={query} rows={6}>
      {(one) => (
        <section className="stack" aria-label="正在审核">
          <h2>
            {one.obligation.unit.name} · {one.obligation.period.title}（第 {one.revision} 版）
          </h2>
          <ReviewActions campaign={campaign} submission={one} onDecided={onDecided} />
          {definition && <SubmissionContent submission={one} definition={definition} />}
        </section>
      )}
    </QueryState>
  )
}
