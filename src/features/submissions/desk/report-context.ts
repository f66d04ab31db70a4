import { createContext, use } from 'react'
import type { FieldError } from '../../../platform/shared/problem.ts'
import type { ReportContent } from '../content.ts'
import type { DraftView } from '../contract.ts'
import type { ReportAddress } from './submit-attempt.ts'

/** What every field of an open report needs. */
export interface ReportContext {
  content: ReportContent
  change: (update: (content: ReportContent) => ReportContent) => void
  saveSoon: () => void
  errors: FieldError[]
  /** The writer has touched a field: its error goes. */
  clearError: (path: string) => void
  draft: DraftView
  address: ReportAddress
  unit: string
  /** Counts files that are still on their way. */
  uploading: (change: 1 | -1) => void
}

const context = createContext<ReportContext | null>(null)
export const ReportProvider = context.Provider

export function useReport(): ReportContext {
  const report = use(context)
  if (!report) throw new Error('a field stands outside a report')
  return report
}

/** Ids of inputs follow their paths, so that an error finds its field. */
export function idOfPath(path: string): string {
  return `at-${path.replace(/[^a-z0-9-]/gi, '_')}`
}

export function useFieldError(path: string): string | undefined {
  return useReport().errors.find((one) => one.path === path)?.message
}

/** The reviewer's remark of the last return on this field. */
export function useRemark(path: string): string | undefined {
  return useReport().draft.returned?.fieldRemarks[path]
}
