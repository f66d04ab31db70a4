import { useState } from 'react'
import type { z } from 'zod'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify, notifyProblem } from '../../../platform/web/notify.tsx'
import { focusQueueLine, idOfQueueLine, queueSearchId } from '../../../platform/web/use-queue.ts'
import { When } from '../../../platform/web/when.tsx'
import { acceptMany, type listInbox } from '../contract.ts'

type Item = z.output<NonNullable<(typeof listInbox)['reply']>>['items'][number]

/** The left column: find, choose several, open one. */
export function InboxQueue(props: {
  campaign: string
  tasks: { key: string; title: string }[]
  items: Item[]
  total: number
  current: string | null
  text: string
  onText: (text: string) => void
  task: string
  onTask: (task: string) => void
  onOpen: (submission: string) => void
  onDecided: () => void
  more: (() => void) | undefined
}) {
  const { items, text, task } = props
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const picked = items.filter((one) => chosen.has(one.submissionId!))
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <section className="card queue inbox-queue" aria-label="待审清单">
      <div className="inbox-tools">
        <input
          id={queueSearchId}
          className="input"
          type="search"
          placeholder="单位名称或拼音首字母"
          aria-label="查找单位"
          aria-keyshortcuts="/"
          value={text}
          onChange={(event) => props.onText(event.target.value)}
          onKeyDown={(event) => {
            // Enter that ends a word of an input method is not meant for the list.
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && items[0]) {
              props.onOpen(items[0].submissionId!)
              focusQueueLine(items[0].submissionId!)
            }
          }}
        />
        <select
          className="input"
          aria-label="按任务筛选"
          value={task}
          onChange={(event) => props.onTask(event.target.value)}
        >
          <option value="">全部任务</option>
          {props.tasks.map((one) => (
            <option key={one.key} value={one.key}>
              {one.title}
            </option>
          ))}
        </select>
        <label className="inbox-all">
          <input
            type="checkbox"
            checked={picked.length > 0 && picked.length === items.length}
            onChange={() =>
              setChosen(
                picked.length === items.length ? new Set() : new Set(items.map((one) => one.submissionId!)),
              )
            }
          />
          {picked.length > 0 ? `已选 ${picked.length} 件` : `全选这 ${items.length} 件`}
        </label>
        {picked.length > 0 && (
          <BulkAccept
            campaign={props.campaign}
            items={picked}
            onDecided={() => {
              setChosen(new Set())
              props.onDecided()
            }}
          />
        )}
      </div>
      {items.length === 0 && <p className="inbox-none">没有符合条件的报送。</p>}
      <ul className="inbox-list">
        {items.map((one) => {
          const id = one.submissionId!
          return (
            <li key={id} className={id === props.current ? 'queue-current' : undefined}>
              <label className="inbox-check">
                <input
                  type="checkbox"
                  checked={chosen.has(id)}
                  aria-label={`选择 ${one.unit.name} ${one.period.title}`}
                  onChange={() => toggle(id)}
                />
              </label>
              <button
                type="button"
                id={idOfQueueLine(id)}
                className="queue-line inbox-line"
                aria-current={id === props.current ? 'true' : undefined}
                onClick={() => props.onOpen(id)}
              >
                <span className="inbox-line-head">
                  <b>{one.unit.name}</b>
                  <span className="inbox-facts quiet">
                    <When at={one.submittedAt!} />
                  </span>
                </span>
                <span>{one.period.title}</span>
                {(one.late ||
                  one.revision > 1 ||
                  one.files > 0 ||
                  one.remarks > 0 ||
                  one.standing === 'checked') && (
                  <span className="inbox-facts quiet">
                    {one.remarks > 0 && (
                      <span className="inbox-remarks">
                        <span aria-hidden="true">⚑ </span>
                        {one.remarks} 条提示
                      </span>
                    )}
                    {one.late && <StateSign state={one.state} late />}
                    {one.standing === 'checked' && <span>✔ 下级已核过</span>}
                    {one.revision > 1 && <span>第 {one.revision} 版</span>}
                    {one.files > 0 && <span>{one.files} 个附件</span>}
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ul>
      {props.more && (
        <button type="button" className="button button-small queue-more" onClick={props.more}>
          再显示一些（共 {props.total} 件）
        </button>
      )}
    </section>
  )
}

function BulkAccept({
  campaign,
  items,
  onDecided,
}: {
  campaign: string
  items: Item[]
  onDecided: () => void
}) {
  const [busy, setBusy] = useState(false)
  const checks = items.every((one) => one.step === 'check')
  const word = checks ? '核过' : '通过'
  const accept = async () => {
    if (busy) return
    setBusy(true)
    try {
      const { results } = await callApi(acceptMany, {
        params: { campaign },
        body: { submissions: items.map((one) => one.submissionId!) },
      })
      const failed = results.filter((one) => !one.accepted)
      notify(
        `已${word} ${results.length - failed.length} 件${failed[0] ? `，${failed.length} 件没有成：${failed[0].problem}` : '。'}`,
        { kind: failed.length > 0 ? 'problem' : 'done' },
      )
      onDecided()
    } catch (error) {
      notifyProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="inbox-bulk">
      <button
        type="button"
        className="button button-primary"
        aria-disabled={busy}
        onClick={() => void accept()}
      >
        {word}选中的 {items.length} 件
      </button>
      <p className="quiet">
        {checks ? '核过后交上级审定。' : '通过后单位不能再改；要更正须由审核单位退回。'}
      </p>
    </div>
  )
}
