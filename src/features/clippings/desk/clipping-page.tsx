import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { SubmittedFiles } from '../../submissions/desk/submitted-files.tsx'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { When } from '../../../platform/web/when.tsx'
import { type ClippingView, deleteClipping, readClipping, restoreClipping } from '../contract.ts'
import { ClippingForm } from './clipping-form.tsx'
import { CountedInto } from './counted-into.tsx'
import { DeletedNotice } from './deleted-notice.tsx'
import './media.css'

export default function ClippingPage() {
  const { clipping } = useParams({ strict: false }) as { clipping: string }
  return <Clipping key={clipping} id={clipping} />
}

function Clipping({ id }: { id: string }) {
  const campaign = useCampaign()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const params = { campaign: campaign.key ?? '', clipping: id }
  const query = useQuery({
    queryKey: ['clipping', id],
    queryFn: () => callApi(readClipping, { params }),
    enabled: campaign.key !== undefined,
  })
  usePageTitle(query.data?.content.title ?? '媒体报道')
  const error = campaign.error ?? (query.data ? null : query.error)
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!query.data || !campaign.definition) return <Loading rows={8} />
  const view = query.data

  function take(next: ClippingView): void {
    queries.setQueryData(['clipping', id], next)
    void queries.invalidateQueries({ predicate: (one) => one.queryKey[0] !== 'me' })
  }
  async function remove(): Promise<void> {
    try {
      take(await callApi(deleteClipping, { params }))
      notify('已删除，统计数已扣除。', { action: { label: '撤销', run: () => void restore() } })
    } catch (problem) {
      sayProblem(problem)
    }
  }
  async function restore(): Promise<void> {
    try {
      take(await callApi(restoreClipping, { params }))
      notify('已恢复。')
    } catch (problem) {
      sayProblem(problem)
    }
  }

  if (editing && view.may.write)
    return (
      <div className="media-page">
        <h1>修改报道</h1>
        <ClippingForm
          campaign={campaign.key!}
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
          <Link to={'/clippings' as never}>媒体报道</Link> · {view.unit.name}
        </p>
        <h1>{view.content.title}</h1>
      </div>
      {view.deletedAt !== null && (
        <DeletedNotice
          what="这条报道"
          at={view.deletedAt}
          restore={view.may.write ? () => void restore() : undefined}
        />
      )}
      {view.questions.map((one) => (
        <div key={one.clipping} className="notice notice-amber">
          {one.message}
          <br />
          另一条：
          <Link to={'/clippings/$clipping' as never} params={{ clipping: one.clipping } as never}>
            {one.title}
          </Link>
        </div>
      ))}
      <ClippingFacts view={view} definition={campaign.definition} />
      {view.files.length > 0 && (
        <section className="card">
          <h2>附件</h2>
          <SubmittedFiles files={view.files} />
        </section>
      )}
      {view.may.write && view.deletedAt === null && (
        <div className="row no-print">
          <button type="button" className="button" onClick={() => setEditing(true)}>
            修改
          </button>
          {campaign.definition.recording.cases && (
            <Link className="button" to={'/cases/new' as never} search={{ clipping: id } as never}>
              记为典型案例的曝光
            </Link>
          )}
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

function ClippingFacts({ view, definition }: { view: ClippingView; definition: CampaignInBrowser }) {
  const { content } = view
  const lists = definition.recording.clippings
  const labelOf = (options: { value: string; label: string }[] | undefined, value: string) =>
    options?.find((one) => one.value === value)?.label ?? value
  return (
    <section className="card">
      <dl className="media-facts">
        <dt>媒体</dt>
        <dd>
          {content.outlet}（{labelOf(lists?.levels, content.level)}，{labelOf(lists?.mediums, content.medium)}
          ）
        </dd>
        <dt>见报日期</dt>
        <dd>{sayDay(content.day)}</dd>
        <dt>主题</dt>
        <dd>{labelOf(lists?.topics, content.topic)}</dd>
        <dt>计入统计</dt>
        <dd>
          {view.deletedAt !== null ? (
            '已删除，不计入'
          ) : (
            <CountedInto counts={view.counts} definition={definition} none="这一主题不计入统计表" />
          )}
        </dd>
        {content.link && (
          <>
            <dt>链接</dt>
            <dd>
              <a href={content.link} target="_blank" rel="noopener noreferrer">
                {content.link}
              </a>
            </dd>
          </>
        )}
        <dt>记录</dt>
        <dd>
          {view.createdBy}，<When at={view.createdAt} />
          {view.version > 1 && (
            <>
              ；最近修改 <When at={view.changedAt} />
            </>
          )}
        </dd>
      </dl>
    </section>
  )
}
