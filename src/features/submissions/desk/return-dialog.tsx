import { type FormEvent, useState } from 'react'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { dateOf, sayClock, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import type { ObligationView } from '../../obligations/contract.ts'
import type { RemarkTarget } from '../remark-targets.ts'
import { NewDue, type NewDueChoice, readNewDue } from './new-due.tsx'
import { type RemarkDraft, RemarkEditor } from './remark-draft.tsx'

const commonReasons = ['数字与文字不一致，请核对。', '缺少附件，请补充。', '内容过于简略，请补充具体情况。']

export interface ReturnAnswer {
  remark: string
  fieldRemarks: Record<string, string>
  newDueAt?: string
}

/** Why it goes back, remarks beside single places, until when it is awaited; what follows is told before. */
export function ReturnDialog(props: {
  obligation: ObligationView
  targets: RemarkTarget[]
  draft: RemarkDraft
  busy: boolean
  onClose: () => void
  onReturn: (answer: ReturnAnswer) => void
}) {
  const { obligation, targets, draft } = props
  const now = useNow()
  const [remark, setRemark] = useState('')
  const [due, setDue] = useState<NewDueChoice>(() => suggestDue(obligation.dueAt, now))
  const [error, setError] = useState<string>()
  const newDue = readNewDue(due, obligation.dueAt, now)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (remark.trim().length < 2) return setError('请写明退回理由，该单位会看到。')
    if (newDue.error) return undefined
    return props.onReturn({
      remark: remark.trim(),
      fieldRemarks: Object.fromEntries(draft.written.map((path) => [path, draft.remarks[path]!.trim()])),
      ...(newDue.at ? { newDueAt: newDue.at.toISOString() } : {}),
    })
  }
  return (
    <Dialog title={`退回 · ${obligation.unit.name} ${obligation.period.title}`} onClose={props.onClose}>
      <form className="stack" onSubmit={send} noValidate>
        <Field label="退回理由" error={error}>
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={3}
              maxLength={1000}
              data-first-focus
              value={remark}
              onChange={(event) => {
                setRemark(event.target.value)
                setError(undefined)
              }}
            />
          )}
        </Field>
        <div className="row" role="group" aria-label="常用理由">
          {commonReasons.map((one) => (
            <button key={one} type="button" className="button button-small" onClick={() => setRemark(one)}>
              {one}
            </button>
          ))}
        </div>
        <FieldRemarks targets={targets} draft={draft} />
        <NewDue choice={due} onChange={setDue} dueAt={obligation.dueAt} error={newDue.error} />
        <p className="notice">{sayConsequence(obligation, newDue.at, now)}</p>
        <div className="row">
          <button type="submit" className="button button-primary" disabled={props.busy}>
            退回
          </button>
          <button type="button" className="button" onClick={props.onClose}>
            取消
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function FieldRemarks({ targets, draft }: { targets: RemarkTarget[]; draft: RemarkDraft }) {
  return (
    <section className="stack return-remarks" aria-label="逐项批注">
      {targets
        .filter((one) => one.path in draft.remarks)
        .map((one) => (
          <RemarkEditor key={one.path} path={one.path} label={one.label} draft={draft} />
        ))}
      <select
        className="input"
        aria-label="给某一项加批注"
        value=""
        onChange={(event) => draft.set(event.target.value, '')}
      >
        <option value="">＋ 给某一项加批注（选填）</option>
        {targets
          .filter((one) => !(one.path in draft.remarks))
          .map((one) => (
            <option key={one.path} value={one.path}>
              {one.label}
            </option>
          ))}
      </select>
    </section>
  )
}

/** A due time that has passed would make every new report late: a day is proposed. */
function suggestDue(dueAt: string, now: Date): NewDueChoice {
  const tomorrow = dateOf(new Date(now.getTime() + 86_400_000))
  const time = sayClock(dueAt)
  return {
    change: Date.parse(dueAt) < now.getTime(),
    date: tomorrow,
    time: time === '24:00' ? '18:00' : time,
  }
}

function sayConsequence(obligation: ObligationView, newDue: Date | null, now: Date): string {
  const back = `退回后${obligation.unit.name}可修改重报，这一版的数字不再计入汇总。`
  const due = newDue ?? new Date(obligation.dueAt)
  if (due < now) return `${back}原期限已过，重报会记为迟报。`
  return `${back}${sayInstantWithWeekday(due, now)} 前重报算按时${newDue ? '，改期会留下记录' : ''}。`
}
