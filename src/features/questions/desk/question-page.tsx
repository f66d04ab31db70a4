import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import {
  type QuestionView,
  approveQuestion,
  listBanks,
  readQuestion,
  retireQuestion,
  returnQuestion,
  saveQuestion,
} from '../contract.ts'
import type { Question } from '../question.ts'
import { compareQuestions, stateNames } from '../rules.ts'
import { emptyDraft, toDraft } from './question-draft.ts'
import { QuestionForm } from './question-form.tsx'
import { QuestionPreview } from './question-preview.tsx'
import './questions.css'

/** One question: what waits for review with its difference, how it looks, its editor and its versions. */
export default function QuestionPage() {
  const { question: key } = useParams({ strict: false }) as { question?: string }
  const campaign = useCampaign()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [editing, setEditing] = useState(key === undefined)
  const [reason, setReason] = useState('')
  usePageTitle(key ? `题目 ${key}` : '写一道题')
  const params = { campaign: campaign.key!, question: key ?? '' }
  const query = useQuery({
    queryKey: ['question', campaign.key, key],
    queryFn: () => callApi(readQuestion, { params }),
    enabled: campaign.key !== undefined && key !== undefined,
  })
  const banks = useQuery({
    queryKey: ['question-banks', campaign.key],
    queryFn: () => callApi(listBanks, { params }),
    enabled: campaign.key !== undefined,
  })
  const change = useMutation({
    mutationFn: (act: () => Promise<QuestionView>) => act(),
    onSuccess: (view) => {
      client.setQueryData(['question', campaign.key, view.key], view)
      void client.invalidateQueries({ queryKey: ['questions'] })
      void client.invalidateQueries({ queryKey: ['question-banks'] })
      setEditing(false)
      setReason('')
      if (view.key !== key)
        void navigate({ to: '/questions/$question' as never, params: { question: view.key } as never })
    },
  })
  const error = campaign.error ?? banks.error ?? query.error
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!banks.data || (key !== undefined && !query.data)) return <Loading rows={8} />
  const newest = query.data?.versions[0]
  const errors = change.error instanceof ApiProblem ? change.error.errors : []
  const act = (route: typeof approveQuestion) => () =>
    change.mutate(() => callApi(route, { params: { ...params, version: newest!.version } }))
  const save = (bank: string, question: Question, submit: boolean) =>
    change.mutate(() =>
      callApi(saveQuestion, {
        params: { campaign: campaign.key!, question: question.key },
        body: { baseVersion: newest?.version ?? 0, bank, question, submit },
      }),
    )
  const live = query.data?.versions.find((one) => one.state === 'live')
  return (
    <div className="stack">
      <div className="row-between">
        <h1>{newest ? `题目 ${newest.key}` : '写一道题'}</h1>
        <Link to={'/questions' as never}>返回题库</Link>
      </div>
      {change.error && <p className="notice notice-danger">{(change.error as Error).message}</p>}
      {newest && !editing && (
        <div className="question-columns">
          <div className="stack">
            <p>
              第 {newest.version} 版，{stateNames[newest.state]}
              {newest.author && `，${newest.author}写`}
            </p>
            {newest.reason && <p className="notice notice-amber">退回理由：{newest.reason}</p>}
            {query.data!.findings.map((one) => (
              <p key={one} className="notice notice-danger">
                {one}
              </p>
            ))}
            {query.data!.comparedWithTexts && query.data!.findings.length === 0 && (
              <p className="notice notice-green">数字、机构和条号与所引条文一致。</p>
            )}
            {(newest.state === 'review' || newest.state === 'draft') && (
              <section className="card">
                <h2>{live ? `与第 ${live.version} 版（在用）的不同` : '新题'}</h2>
                <dl className="question-difference">
                  {compareQuestions(live?.question ?? null, newest.question).map((one) => (
                    <div key={one.field}>
                      <dt>{one.field}</dt>
                      <dd>
                        {one.before && <del>{one.before}</del>} {one.after && <ins>{one.after}</ins>}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )}
            {newest.may.review && (
              <section className="card stack">
                <label className="field">
                  <span>退回理由（退回时填）</span>
                  <textarea
                    className="input"
                    rows={2}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                </label>
                <div className="row">
                  <button
                    type="button"
                    className="button button-primary"
                    disabled={change.isPending}
                    onClick={act(approveQuestion)}
                  >
                    审核通过
                  </button>
                  <button
                    type="button"
                    className="button"
                    disabled={change.isPending || reason.trim() === ''}
                    onClick={() =>
                      change.mutate(() =>
                        callApi(returnQuestion, {
                          params: { ...params, version: newest.version },
                          body: { reason },
                        }),
                      )
                    }
                  >
                    退回
                  </button>
                </div>
              </section>
            )}
            {newest.state === 'review' && newest.own && <p className="quiet">等另一位同事审核。</p>}
            <div className="row">
              <button type="button" className="button" onClick={() => setEditing(true)}>
                修改
              </button>
              {live && (
                <button
                  type="button"
                  className="button"
                  disabled={change.isPending}
                  onClick={() => change.mutate(() => callApi(retireQuestion, { params }))}
                >
                  停用
                </button>
              )}
            </div>
            <section>
              <h2>各版本</h2>
              <ul className="question-versions">
                {query.data!.versions.map((one) => (
                  <li key={one.version}>
                    第 {one.version} 版 {stateNames[one.state]} {one.author ?? '随活动文件夹'}
                    {one.reviewer && `，${one.reviewer}审`}
                  </li>
                ))}
              </ul>
            </section>
          </div>
          <QuestionPreview question={newest.question} />
        </div>
      )}
      {editing && (
        <QuestionForm
          start={
            newest
              ? toDraft(newest.bank, newest.question)
              : { ...emptyDraft, bank: banks.data.items[0]?.key ?? '' }
          }
          isNew={!newest}
          banks={banks.data.items}
          errors={Object.fromEntries(
            errors.map((one) => [one.path.replace(/^question\./, '').split('.')[0]!, one.message]),
          )}
          busy={change.isPending}
          onSave={save}
        />
      )}
    </div>
  )
}
