import { useParams } from '@tanstack/react-router'
import { RecordActions, RecordDeleted, RecordFiles, RecordHead } from '../../clippings/desk/record-parts.tsx'
import { useMediaRecord } from '../../clippings/desk/use-media-record.ts'
import '../../clippings/desk/media.css'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { deleteCase, readCase, restoreCase } from '../contract.ts'
import { CaseFacts } from './case-facts.tsx'
import { CaseForm } from './case-form.tsx'
import { MonthlyReport } from './monthly-report.tsx'

export default function CasePage() {
  const { case: id } = useParams({ strict: false }) as { case: string }
  return <Case key={id} id={id} />
}

function Case({ id }: { id: string }) {
  const record = useMediaRecord('case', id, {
    read: (campaign) => callApi(readCase, { params: { campaign, case: id } }),
    remove: (campaign) => callApi(deleteCase, { params: { campaign, case: id } }),
    restore: (campaign) => callApi(restoreCase, { params: { campaign, case: id } }),
  })
  const { view, definition } = record
  usePageTitle(view?.content.title ?? '典型案例')
  if (record.error) return <ProblemState error={record.error} retry={record.retry} />
  if (!view || !definition) return <Loading rows={8} />
  if (record.editing)
    return (
      <div className="media-page">
        <h1>修改案例</h1>
        <CaseForm
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
      <RecordHead list="/cases" listName="典型案例" view={view} />
      <RecordDeleted what="这个案例" view={view} restore={record.restore} />
      {view.deletedAt === null && view.exposure === null && (
        <p className="notice notice-amber">
          尚未曝光，曝光后计入统计。
          {view.content.clipping && '原来所引的媒体报道已被删除，请重新填写在哪里曝光。'}
        </p>
      )}
      <CaseFacts view={view} definition={definition} />
      <RecordFiles view={view} />
      {view.deletedAt === null && (
        <MonthlyReport
          campaign={record.campaign}
          definition={definition}
          unit={view.unit.code}
          day={view.day}
        />
      )}
      <RecordActions view={view} edit={record.edit} remove={record.remove} />
    </div>
  )
}
