import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { findForm } from '../../campaign/definition.ts'
import type { ObligationView } from '../../obligations/contract.ts'
import { sayInstant } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { reportContent } from '../content.ts'
import type { DraftView } from '../contract.ts'
import { listRemarkTargets } from '../remark-targets.ts'
import { DraftConflict } from './draft-conflict.tsx'
import { FieldFrame } from './field-frame.tsx'
import { FieldInput } from './field-input.tsx'
import { FigureInputs } from './figure-inputs.tsx'
import { FileInput } from './file-input.tsx'
import { OpenAttempt } from './open-attempt.tsx'
import { RedrawLine } from './redraw-line.tsx'
import { ReportProvider, idOfPath } from './report-context.ts'
import { ReportHeading } from './report-heading.tsx'
import { ReturnRemark } from './return-remark.tsx'
import { SaveLine } from './save-line.tsx'
import type { Receipt, ReportAddress } from './submit-attempt.ts'
import { useDraft } from './use-draft.ts'
import { tidyContent, useSubmit } from './use-submit.ts'
import { ZeroReport } from './zero-report.tsx'

export function ReportEditor({
  obligation,
  definition,
  draft,
  address,
  onReceipt,
}: {
  obligation: ObligationView
  definition: CampaignInBrowser
  draft: DraftView
  address: ReportAddress
  onReceipt: (receipt: Receipt) => void
}) {
  const now = useNow()
  const form = findForm(definition, obligation.task.form)
  const { keeper, state } = useDraft(address, draft)
  const submission = useSubmit({ address, form, definition, keeper }, onReceipt)
  const [uploads, setUploads] = useState(0)
  const [waiting, setWaiting] = useState(false)
  const [counting, setCounting] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const notOpen = now < new Date(obligation.opensAt)

  // Files on the way are not in the draft yet: leaving would lose them.
  useBlocker({
    shouldBlockFn: () => uploads > 0 && !window.confirm('还有文件正在上传，离开后要重新选择。确定离开？'),
    enableBeforeUnload: () => uploads > 0,
  })

  useEffect(() => {
    if (submission.errors.length > 0) focusFirstError(frame.current!, submission.errors)
  }, [submission.errors.length > 0 && submission.errors])

  const submit = () => void submission.submit(tidyContent(keeper.read().content, form))
  useEffect(() => {
    if (waiting && uploads === 0) {
      setWaiting(false)
      submit()
    }
  }, [waiting, uploads])

  function press(): void {
    if (submission.busy || state.status.name === 'conflict') return
    if (uploads > 0) setWaiting(true)
    else submit()
  }

  const blocked = state.status.name === 'conflict'
  return (
    <ReportProvider
      value={{
        content: state.content,
        change: (update) => keeper.change(update),
        saveSoon: () => keeper.saveSoon(),
        errors: submission.errors,
        clearError: submission.clearError,
        draft,
        address,
        unit: obligation.unit.code,
        uploading: (change) => setUploads((before) => Math.max(0, before + change)),
      }}
    >
      <div className="report" ref={frame}>
        <ReportHeading obligation={obligation} />
        {draft.returned && (
          <ReturnRemark
            returned={draft.returned}
            targets={listRemarkTargets(state.content, form, definition)}
          />
        )}
        <OpenAttempt address={address} busy={submission.busy} send={submission.submit} />
        {state.status.name === 'conflict' && (
          <DraftConflict
            mine={state.content}
            other={state.status.other}
            form={form}
            definition={definition}
            keepMine={() => keeper.keepMine()}
            takeOther={() => keeper.takeOther()}
          />
        )}
        {state.restoredFrom && (
          <div className="notice notice-accent row">
            <span>已恢复 {sayInstant(state.restoredFrom, now)} 留在本机、没有存上的内容。</span>
            <button type="button" className="link-button" onClick={() => keeper.dropRestored()}>
              不要，用已存的
            </button>
          </div>
        )}
        {obligation.task.zeroReport && !notOpen && !blocked && (
          <ZeroReport
            period={obligation.period.title}
            busy={submission.busy}
            onCounting={setCounting}
            send={() => void submission.submit(reportContent.parse({ zeroReport: true }))}
          />
        )}
        <form
          className="report-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            press()
          }}
        >
          <p className="quiet report-minutes">通常 {obligation.minutes} 分钟可填完。标「选填」的可以不填。</p>
          <RedrawLine />
          {form.fields.length > 0 && (
            <section className="card report-fields">
              {form.fields.map((field) => (
                <FieldInput key={field.key} field={field} />
              ))}
            </section>
          )}
          {form.statistics && definition.statistics && (
            <section className="card">
              <FigureInputs definition={definition} table={definition.statistics} kind={form.statistics} />
            </section>
          )}
          <section className="card">
            <FieldFrame path="stampedScan" label="盖章扫描件" help="需要盖章的，可附扫描件或照片。" group>
              {() => (
                <FileInput
                  path="stampedScan"
                  label="盖章扫描件"
                  accept={['image', 'document']}
                  max={10}
                  files={state.content.stampedScan}
                  onChange={(update) =>
                    keeper.change((before) => ({ ...before, stampedScan: update(before.stampedScan) }))
                  }
                />
              )}
            </FieldFrame>
          </section>
          <div className="report-problem" role="alert">
            {submission.errors.length > 0 && (
              <p className="notice notice-danger">有 {submission.errors.length} 处需要改，改好后再报送。</p>
            )}
            {submission.problem && submission.errors.length === 0 && (
              <p className="notice notice-danger">{submission.problem.message}</p>
            )}
          </div>
          <div className="report-bar">
            <SaveLine status={state.status} unsaved={state.unsaved} />
            <button
              type="submit"
              className="button button-primary report-submit"
              aria-disabled={submission.busy || blocked || notOpen || counting}
              disabled={notOpen || counting}
            >
              {sayButton({
                busy: submission.busy,
                waiting,
                uploads,
                lost: submission.problem?.lost === true,
              })}
            </button>
            {waiting && (
              <button type="button" className="link-button" onClick={() => setWaiting(false)}>
                先不报送
              </button>
            )}
            <p className="report-consequence">
              {notOpen
                ? `${sayInstant(obligation.opensAt, now)} 起可以报送，现在可先填好存着。`
                : sayConsequence(obligation, now)}
            </p>
          </div>
        </form>
      </div>
    </ReportProvider>
  )
}

function sayButton(state: { busy: boolean; waiting: boolean; uploads: number; lost: boolean }): string {
  if (state.busy) return '正在报送…'
  if (state.waiting) return `还有 ${state.uploads} 个文件，传完即报送`
  return state.lost ? '再报送一次' : '报送'
}

function sayConsequence(obligation: ObligationView, now: Date): string {
  const late = now > new Date(obligation.dueAt)
  const next = '报送后审核单位即可看到，之后的更正会成为新的一版。'
  return late ? `已过截止时间，现在报送记为迟报。${next}` : next
}

/** The first field that is wrong, in the order of the page. */
function focusFirstError(frame: HTMLElement, errors: { path: string }[]): void {
  const wanted = new Set(errors.map((one) => idOfPath(one.path)))
  const first = [...frame.querySelectorAll<HTMLElement>('[id]')].find((element) => wanted.has(element.id))
  if (!first) return
  first.focus({ preventScroll: true })
  first.scrollIntoView({ block: 'center' })
}
