import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { DeletedNotice } from '../../clippings/desk/deleted-notice.tsx'
import '../../clippings/desk/media.css'
import { SubmittedFiles } from '../../submissions/desk/submitted-files.tsx'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { type CaseView, deleteCase, readCase, restoreCase } from '../contract.ts'
import { CaseFacts } from './case-facts.tsx'
import { CaseForm } from './case-form.tsx'
import { MonthlyReport } from './monthly-report.tsx'

export default function CasePage() {
  const { case: id } = useParams({ strict: false }) as { case: string }
  return <Case key={id} id={id} />
}

function Case({ id }: { id: string }) {
  const campaign = useCampaign()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const params = { campaign: campaign.key ?? '', case: id }
  const query = useQuery({
    queryKey: ['case', id],
    queryFn: () => callApi(readCase, { params }),
    enabled: campaign.key !== undefined,
  })
  usePageTitle(query.data?.content.title ?? '典型案例')
  const error = campaign.error ?? (query.data ? null : query.error)
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!query.data || !campaign.definition || !campaign.key) return <Loading rows={8} />
  const view = query.data

  function take(next: CaseView): void {
    queries.setQueryData(['case', id], next)
    void queries.invalidateQueries({ predicate: (one) => one.queryKey[0] !== 'me' })
  }
  async function remove(): Promise<void> {
    try {
      take(await callApi(deleteCase, { params }))
      notify('已删除，统计数已扣除。', { action: { label: '撤销', run: () => void restore() } })
    } catch (problem) {
      sayProblem(problem)
    }
  }
  async function restore(): Promise<void> {
    try {
      take(await callApi(restoreCase, { params }))
      notify('已恢复。')
    } catch (problem) {
      sayProblem(problem)
    }
  }

  if (editing && view.may.write)
    return (
      <div className="media-page">
        <h1>修改案例</h1>
        <CaseForm
          campaign={campaign.key}
          definition={campaign.definition}
          record={{ id, unit: view.unit.code, version: view.version, content: view.content }}
          onSaved={(next) => {
            take(next)
            setEditing(false)
            notify('已保存。')
          }}
          onCancel={() => setEditing(false)}
        />
      </div>
    )
  return (
    <div className="media-page">
      <div>
        <p className="quiet">
          <Link to={'/cases' as never}>典型案例</Link> · {view.unit.name}
        </p>
        <h1>{view.content.title}</h1>
      </div>
      {view.deletedAt !== null && (
        <DeletedNotice
          what="这个案例"
          at={view.deletedAt}
          restore={view.may.write ? () => void restore() : undefined}
        />
      )}
      {view.deletedAt === null && view.exposure === null && (
        <p className="notice notice-amber">
          尚未曝光，曝光后计入统计。
          {view.content.clipping && '原来所引的媒体报道已被删除，请重新填写在哪里曝光。'}
        </p>
      )}
      <CaseFacts view={view} definition={campaign.definition} />
      {view.files.length > 0 && (
        <section className="card">
          <h2>附件</h2>
          <SubmittedFiles files={view.files} />
        </section>
      )}
      {view.deletedAt === null && (
        <MonthlyReport
          campaign={campaign.key}
          definition={campaign.definition}
          unit={view.unit.code}
          day={view.day}
        />
      )}
      {view.may.write && view.deletedAt === null && (
        <div className="row no-print">
          <button type="button" className="button" onClick={() => setEditing(true)}>
            修改
          </button>
          <button type="button" className="link-button" onClick={() => void remove()}>
            删除
          </button>
        </div>
      )}
    </div>
  )
}

function sayProblem(error: unknown): void {
  notify(error instanceof ApiProblem ? error.message : '没有成功，请重试。', { kind: 'problem' })
}
