import { Link, useParams } from '@tanstack/react-router'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { deleteClipping, readClipping, restoreClipping } from '../contract.ts'
import { ClippingFacts } from './clipping-facts.tsx'
import { ClippingForm } from './clipping-form.tsx'
import { RecordActions, RecordDeleted, RecordFiles, RecordHead } from './record-parts.tsx'
import { useMediaRecord } from './use-media-record.ts'
import './media.css'

export default function ClippingPage() {
  const { clipping } = useParams({ strict: false }) as { clipping: string }
  return <Clipping key={clipping} id={clipping} />
}

function Clipping({ id }: { id: string }) {
  const record = useMediaRecord('clipping', id, {
    read: (campaign) => callApi(readClipping, { params: { campaign, clipping: id } }),
    remove: (campaign) => callApi(deleteClipping, { params: { campaign, clipping: id } }),
    restore: (campaign) => callApi(restoreClipping, { params: { campaign, clipping: id } }),
  })
  const { view, definition } = record
  usePageTitle(view?.content.title ?? '媒体报道')
  if (record.error) return <ProblemState error={record.error} retry={record.retry} />
  if (!view || !definition) return <Loading rows={8} />
  if (record.editing)
    return (
      <div className="media-page">
        <h1>修改报道</h1>
        <ClippingForm
          campaign={record.campaign}
          definition={definition}
          record={{ id, unit: view.unit.code, version: view.version }}
          content={view.content}
          onSaved={record.onSaved}
          onCancel={record.onCancel}
        />
      </div>
    )
  return (
    <div className="media-page">
      <RecordHead list="/clippings" listName="媒体报道" view={view} />
      <RecordDeleted what="这条报道" view={view} restore={record.restore} />
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
      <ClippingFacts view={view} definition={definition} />
      <RecordFiles view={view} />
      <RecordActions view={view} edit={record.edit} remove={record.remove}>
        {definition.recording.cases && (
          <Link className="button" to={'/cases/new' as never} search={{ clipping: id } as never}>
            记为典型案例的曝光
          </Link>
        )}
      </RecordActions>
    </div>
  )
}
