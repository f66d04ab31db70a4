import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { SubmittedFiles } from '../../submissions/desk/submitted-files.tsx'
import { When } from '../../../platform/web/when.tsx'
import type { MediaView } from '../media-record.ts'

/** Parts of a record's page, in the order in which they stand on it. */

export function RecordHead({
  list,
  listName,
  view,
}: {
  list: '/clippings' | '/cases'
  listName: string
  view: MediaView & { content: { title: string } }
}) {
  return (
    <div>
      <p className="quiet">
        <Link to={list}>{listName}</Link> · {view.unit.name}
      </p>
      <h1>{view.content.title}</h1>
    </div>
  )
}

/** `what`: 「这条报道」. */
export function RecordDeleted({
  what,
  view,
  restore,
}: {
  what: string
  view: MediaView
  restore: () => Promise<void>
}) {
  if (view.deletedAt === null) return null
  return (
    <div className="notice row">
      <span>
        {what}已于 <When at={view.deletedAt} /> 删除，不计入统计。
      </span>
      {view.may.write && (
        <button type="button" className="button button-small" onClick={() => void restore()}>
          恢复
        </button>
      )}
    </div>
  )
}

export function RecordFiles({ view }: { view: MediaView }) {
  if (view.files.length === 0) return null
  return (
    <section className="card">
      <h2>附件</h2>
      <SubmittedFiles files={view.files} />
    </section>
  )
}

/** `children`: what else can be done with it. */
export function RecordActions({
  view,
  edit,
  remove,
  children,
}: {
  view: MediaView
  edit: () => void
  remove: () => Promise<void>
  children?: ReactNode
}) {
  if (!view.may.write || view.deletedAt !== null) return null
  return (
    <div className="row no-print">
      <button type="button" className="button" onClick={edit}>
        修改
      </button>
      {children}
      <button type="button" className="link-button" onClick={() => void remove()}>
        删除
      </button>
    </div>
  )
}

/** Among a record's facts: who wrote it, and when it was changed last. */
export function RecordedBy({ view }: { view: MediaView }) {
  return (
    <>
      <dt>记录</dt>
      <dd>
        {view.createdBy}，<When at={view.createdAt} />
        {view.version > 1 && (
          <>
            ；最近修改 <When at={view.changedAt} />
          </>
        )}
      </dd>
    </>
  )
}
