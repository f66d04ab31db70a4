import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { type SubmissionView, acceptSubmission, returnSubmission, signOffSubmission } from '../contract.ts'

const commonReasons = ['数字与文字不一致，请核对。', '缺少附件，请补充。', '内容过于简略，请补充具体情况。']

/** What the caller may decide on this revision; the server's `may` says which. */
export function ReviewActions({
  campaign,
  submission,
  onDecided,
}: {
  campaign: string
  submission: SubmissionView
  onDecided: () => void
}) {
  const queries = useQueryClient()
  const [returning, setReturning] = useState(false)
  const [busy, setBusy] = useState(false)
  const params = { campaign, submission: submission.id }
  const decide = async (said: string, work: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    try {
      await work()
      notify(said)
      setReturning(false)
      onDecided()
    } catch (error) {
      notify(error instanceof ApiProblem ? error.message : '没有成功，请重试。', { kind: 'problem' })
    } finally {
      setBusy(false)
      await queries.invalidateQueries()
    }
  }
  const { may, obligation } = submission
  if (!may.accept && !may.return && !may.signOff) return null
  return (
    <div className="row no-print">
      {may.accept && (
        <button
          type="button"
          className="button button-primary"
          disabled={busy}
          onClick={() =>
            void decide(`已通过：${obligation.unit.name}`, () =>
              callApi(acceptSubmission, { params, body: {} }),
            )
          }
        >
          通过
        </button>
      )}
      {may.return && (
        <button type="button" className="button" disabled={busy} onClick={() => setReturning(true)}>
          退回
        </button>
      )}
      {may.signOff && (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void decide('已签阅。', () => callApi(signOffSubmission, { params }))}
        >
          签阅
        </button>
      )}
      {returning && (
        <ReturnDialog
          unit={obligation.unit.name}
          busy={busy}
          onClose={() => setReturning(false)}
          onReturn={(remark) =>
            void decide(`已退回：${obligation.unit.name}`, () =>
              callApi(returnSubmission, { params, body: { remark } }),
            )
          }
        />
      )}
    </div>
  )
}

function ReturnDialog(props: {
  unit: string
  busy: boolean
  onClose: () => void
  onReturn: (remark: string) => void
}) {
  const [remark, setRemark] = useState('')
  const [error, setError] = useState<string>()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (remark.trim().length < 2) return setError('请写明退回理由。')
    props.onReturn(remark.trim())
  }
  return (
    <Dialog title={`退回 · ${props.unit}`} onClose={props.onClose}>
      <form className="stack" onSubmit={send} noValidate>
        <p className="quiet">退回后该单位可修改重报；退回的数字不再计入汇总。</p>
        <div className="row">
          {commonReasons.map((one) => (
            <button key={one} type="button" className="button button-small" onClick={() => setRemark(one)}>
              {one}
            </button>
          ))}
        </div>
        <Field label="退回理由" error={error}>
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              rows={4}
              maxLength={1000}
              value={remark}
              onChange={(event) => setRemark(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button button-primary" disabled={props.busy}>
          退回
        </button>
      </form>
    </Dialog>
  )
}
