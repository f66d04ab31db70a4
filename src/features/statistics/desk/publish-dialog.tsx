import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { ProblemState } from '../../../platform/web/page-state.tsx'
import { queryClient } from '../../../platform/web/query-client.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { serverNow } from '../../../platform/web/use-now.ts'
import { type StatisticsView, publishSnapshot } from '../contract.ts'

/** Cannot be taken back, so what it does is said before the button. */
export function PublishDialog({
  campaign,
  table,
  onClose,
}: {
  campaign: string
  table: StatisticsView
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [title, setTitle] = useState(() => `${table.unit.name}统计表（${sayDay(serverNow()).split(' ')[0]}）`)
  const { missing, returned } = table.coverage
  const without = table.units.filter((one) => one.submissionId === null).length
  const publish = useMutation({
    mutationFn: () =>
      callApi(publishSnapshot, {
        params: { campaign },
        query: { unit: table.unit.code },
        body: { title: title.trim() },
      }),
    onSuccess: (snapshot) => {
      void queryClient.invalidateQueries({ queryKey: ['snapshots'] })
      notify(`已发布快照第 ${snapshot.number} 号`)
      void navigate({ to: '/snapshots/$number', params: { number: String(snapshot.number) } })
    },
  })
  const tooShort = title.trim().length < 2
  return (
    <Dialog title="发布快照" onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!tooShort && !publish.isPending) publish.mutate()
        }}
      >
        <Field label="名称" error={tooShort ? '名称至少写两个字。' : undefined}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={100}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <p className="notice notice-amber">
          发布后，{table.unit.name}此刻的数字连同名单冻结并编号，不能改、不能撤回，下级单位也能看到。
          以后的更正只进入新的快照。
        </p>
        {(missing > 0 || returned > 0 || without > 0) && (
          <p>
            现在还有
            {[
              missing > 0 && `未报 ${missing} 家`,
              returned > 0 && `退回未改 ${returned} 家`,
              without > 0 && `没有数字 ${without} 家`,
            ]
              .filter(Boolean)
              .join('、')}
            ，快照会如实写明。
          </p>
        )}
        {publish.error && <ProblemState error={publish.error} />}
        <div className="row">
          <button
            type="submit"
            className="button button-primary"
            aria-disabled={tooShort || publish.isPending}
          >
            {publish.isPending ? '正在发布…' : '发布并编号'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            先不发布
          </button>
        </div>
      </form>
    </Dialog>
  )
}
