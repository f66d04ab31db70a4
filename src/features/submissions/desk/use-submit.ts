import { useEffect, useRef, useState } from 'react'
import type { CampaignDefinition, Form } from '../../campaign/definition.ts'
import type { FieldError } from '../../../platform/shared/problem.ts'
import { ApiProblem } from '../../../platform/web/call-api.ts'
import { queryClient } from '../../../platform/web/query-client.ts'
import { type ReportContent, reportContent } from '../content.ts'
import { findErrors } from '../rules.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { type Receipt, type ReportAddress, sendReport } from './submit-attempt.ts'

export interface SubmitState {
  busy: boolean
  errors: FieldError[]
  /** A sentence; `lost`: no answer came, trying again is harmless. */
  problem: { message: string; lost: boolean } | null
}

/** Checks, sends and answers one report; a second click while one is on its way does nothing. */
export function useSubmit(
  report: { address: ReportAddress; form: Form; definition: CampaignDefinition; keeper: DraftKeeper },
  onReceipt: (receipt: Receipt) => void,
) {
  const [state, setState] = useState<SubmitState>({ busy: false, errors: [], problem: null })
  const busy = useRef(false)
  const lost = useRef<ReportContent | null>(null)

  async function submit(content: ReportContent): Promise<void> {
    if (busy.current) return
    busy.current = true
    lost.current = null
    try {
      const errors = findErrors(content, report.form, report.definition)
      if (errors.length > 0) {
        setState({ busy: false, errors, problem: null })
        return
      }
      setState({ busy: true, errors: [], problem: null })
      await report.keeper.hold()
      await send(content)
    } finally {
      busy.current = false
    }
  }

  async function send(content: ReportContent): Promise<void> {
    try {
      const receipt = await sendReport(report.address, content)
      report.keeper.finish()
      setState({ busy: false, errors: [], problem: null })
      onReceipt(receipt)
      await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'draft' })
    } catch (error) {
      report.keeper.release()
      const problem = error instanceof ApiProblem ? error : null
      const noAnswer = !problem || problem.status === 0 || problem.status >= 500
      if (noAnswer) lost.current = content
      setState({
        busy: false,
        errors: (problem?.errors ?? []).map((one) => ({ ...one, path: one.path.replace(/^body\./, '') })),
        problem: noAnswer
          ? { message: '没有收到回执，可能是网络中断。内容已留在本机；再点「报送」不会重复。', lost: true }
          : { message: problem.message, lost: false },
      })
    }
  }

  useEffect(() => {
    const goOn = () => {
      if (lost.current) void submit(lost.current)
    }
    window.addEventListener('online', goOn)
    return () => window.removeEventListener('online', goOn)
  })

  return {
    ...state,
    submit,
    clearError: (path: string) =>
      setState((before) =>
        before.errors.some((one) => one.path === path)
          ? { ...before, errors: before.errors.filter((one) => one.path !== path) }
          : before,
      ),
  }
}

/** What is sent: no values of fields that the form has not, nothing but the statement for a zero report. */
export function tidyContent(content: ReportContent, form: Form): ReportContent {
  if (content.zeroReport) return reportContent.parse({ zeroReport: true })
  const known = new Set(form.fields.map((field) => field.key))
  const fields = Object.fromEntries(
    Object.entries(content.fields).filter(([key, value]) => known.has(key) && value !== ''),
  )
  return {
    ...content,
    fields,
    figures: form.statistics ? content.figures : {},
    figureNotes: form.statistics ? content.figureNotes : {},
  }
}
