import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { useMay } from '../../../platform/web/session.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { type ActivityView, deleteActivity, leaveActivity, restoreActivity } from '../contract.ts'
import { useOwnUnits } from './use-recording.ts'

/** What may be done with a record. Deleting can be taken back; leaving a joint activity is told first. */
export function ActivityActions({ view, definition }: { view: ActivityView; definition: CampaignInBrowser }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const records = useMay('activity.write')
  const params = { campaign: definition.key, activity: view.id }
  const onError = (error: Error) => notify(error.message, { kind: 'problem' })
  const refresh = () => client.invalidateQueries()
  const restore = useMutation({
    mutationFn: () => callApi(restoreActivity, { params }),
    onSuccess: async () => {
      notify(`已恢复“${view.content.title}”。`)
      await refresh()
    },
    onError,
  })
  const remove = useMutation({
    mutationFn: () => callApi(deleteActivity, { params }),
    onSuccess: async () => {
      notify(`已删除“${view.content.title}”，各级合计已减去。`, {
        action: { label: '撤销', run: () => restore.mutate() },
      })
      await navigate({ to: '/activities' })
      await refresh()
    },
    onError,
  })
  if (!view.may.write && !view.may.leave && !records) return null
  if (view.deletedAt)
    return view.may.write ? (
      <div className="row no-print">
        <button
          type="button"
          className="button"
          disabled={restore.isPending}
          onClick={() => restore.mutate()}
        >
          恢复
        </button>
      </div>
    ) : null
  return (
    <div className="row no-print">
      {view.may.write && (
        <Link className="button" to="/activities/$activity/edit" params={{ activity: view.id }}>
          修改
        </Link>
      )}
      {records && (
        <Link className="button" to="/activities/new" search={{ like: view.id } as never}>
          照这条再记一条
        </Link>
      )}
      {view.may.write && (
        <button type="button" className="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
          删除
        </button>
      )}
      {view.may.leave && <Leave view={view} params={params} onLeft={refresh} />}
    </div>
  )
}

function Leave({
  view,
  params,
  onLeft,
}: {
  view: ActivityView
  params: { campaign: string; activity: string }
  onLeft: () => Promise<void>
}) {
  const own = useOwnUnits()
  const [asking, setAsking] = useState(false)
  const leave = useMutation({
    mutationFn: (unit: string) => callApi(leaveActivity, { params, query: { unit } }),
    onSuccess: () => {
      notify('已退出这次联合活动，本单位台账不再计入。')
      return onLeft()
    },
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  // A county's liaison may also take out a town below it.
  const mine = view.partners.filter((one) => own.some((unit) => unit.code === one.code))
  const leaving = mine.length > 0 ? mine : view.partners
  if (!asking)
    return (
      <button type="button" className="button" onClick={() => setAsking(true)}>
        退出联合
      </button>
    )
  return (
    <div className="notice notice-amber row">
      <span>退出后本单位台账不再计入这次活动；要再加入，须由{view.unit.name}重新添加。</span>
      {leaving.map((unit) => (
        <button
          key={unit.code}
          type="button"
          className="button"
          disabled={leave.isPending}
          onClick={() => leave.mutate(unit.code)}
        >
          {unit.name}退出
        </button>
      ))}
      <button type="button" className="link-button" onClick={() => setAsking(false)}>
        不退
      </button>
    </div>
  )
}
