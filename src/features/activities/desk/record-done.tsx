import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { Loading, useOnline } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { counterKeys, listCounters } from '../../campaign/recording.ts'
import { countMeasures } from '../../ledger/rules.ts'
import { saveTemplate } from '../contract.ts'
import type { WaitingRecord } from './outbox/waiting-record.ts'
import { sayCounts } from './say-activity.ts'
import { sayWaiting } from './say-waiting.ts'
import { useOutbox, useUploadProgress } from './use-outbox.ts'

/** After saving: where the record is now, and the next thing. */
export function RecordDone({ id, definition }: { id: string; definition: CampaignInBrowser }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { own } = useOutbox()
  const online = useOnline()
  const progress = useUploadProgress()
  const navigate = useNavigate()
  const record = own?.find((one) => one.id === id)
  useEffect(() => heading.current?.focus(), [record === undefined])
  if (!record) return <Loading rows={4} />
  const state = sayWaiting(record, online, progress?.id === id ? progress.part : null)
  const counters = listCounters(definition)
  const counts = countMeasures(counters, [counterKeys.activity(record.content.type)], record.content)
  const words = sayCounts(
    definition,
    [...counts].map(([code, value]) => ({ code, value })),
  )
  return (
    <div className="record">
      <h1 ref={heading} tabIndex={-1}>
        已记下：{record.content.title}
      </h1>
      <div className="card stack" role="status">
        <p className={`waiting-${state.tone}`}>
          <span aria-hidden="true">{state.sign}</span> {state.text}
        </p>
        {state.todo && <p>{state.todo}</p>}
        {words && <p>计入：{words}</p>}
        {record.content.isKey && record.state === 'sent' && (
          <p className="amber-text">已生成当天专报，由联络员在{sayDay(record.content.day)} 24:00 前报送。</p>
        )}
      </div>
      <div className="record-next">
        <button
          type="button"
          className="button button-primary"
          onClick={() => void navigate({ to: '/activities/new', search: {} as never })}
        >
          ＋ 再记一次活动
        </button>
        {record.state === 'sent' ? (
          <Link className="button" to="/activities/$activity" params={{ activity: id }}>
            查看这条记录
          </Link>
        ) : (
          <Link className="button" to="/activities/waiting">
            查看待发送
          </Link>
        )}
        <Link className="button" to="/">
          回首页
        </Link>
      </div>
      {record.state === 'sent' && <KeepAsTemplate record={record} />}
    </div>
  )
}

/** For what is held again and again; numbers, day, text and pictures are not kept. */
function KeepAsTemplate({ record }: { record: WaitingRecord }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState(record.content.title.slice(0, 50))
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      callApi(saveTemplate, {
        params: { campaign: record.campaign, template: v7() },
        query: { unit: record.unit.code },
        body: { name, content: record.content },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['beginnings'] }),
  })
  if (save.isSuccess) return <p role="status">已存为模板“{save.data.name}”，下次记录时可直接选用。</p>
  if (!open)
    return (
      <button type="button" className="link-button record-template" onClick={() => setOpen(true)}>
        常办这样的活动？存为模板
      </button>
    )
  function submit(event: FormEvent): void {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit}>
      <Field
        label="模板名称"
        help="保存类型、名称、地点、联合单位、对象；人次、日期、文字和照片不保存。"
        error={save.error?.message}
      >
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={50}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={save.isPending || !name.trim()}>
        存为模板
      </button>
    </form>
  )
}
