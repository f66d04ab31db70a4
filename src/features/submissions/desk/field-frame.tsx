import type { ReactNode } from 'react'
import { idOfPath, useFieldError, useRemark, useReport } from './report-context.ts'

export interface InputIds {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Label, help, the reviewer's remark, input, error, in this order. */
export function FieldFrame({
  path,
  label,
  help,
  required,
  group,
  children,
}: {
  path: string
  label: string
  help?: string | undefined
  required?: boolean
  /** Several inputs: the label names the group. */
  group?: boolean
  children: (ids: InputIds) => ReactNode
}) {
  const error = useFieldError(path)
  const remark = useRemark(path)
  const prefilled = useReport().draft.prefilled[path]
  const id = idOfPath(path)
  const described = [
    help && `${id}-help`,
    remark && `${id}-remark`,
    prefilled && `${id}-known`,
    error && `${id}-error`,
  ]
    .filter(Boolean)
    .join(' ')
  const ids: InputIds = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  }
  const name = (
    <>
      {label}
      {!required && <span className="report-optional">（选填）</span>}
    </>
  )
  const body = (
    <>
      {help && (
        <div id={`${id}-help`} className="field-help">
          {help}
        </div>
      )}
      {remark && (
        <div id={`${id}-remark`} className="notice notice-amber report-remark">
          审核意见：{remark}
        </div>
      )}
      {children(ids)}
      {prefilled && (
        <div id={`${id}-known`} className="field-help">
          已按{prefilled}填好，请核对。
        </div>
      )}
      {error && (
        <div id={`${id}-error`} className="field-error">
          {error}
        </div>
      )}
    </>
  )
  if (group) {
    return (
      <fieldset
        className="field report-group"
        id={id}
        tabIndex={-1}
        aria-describedby={ids['aria-describedby']}
      >
        <legend className="field-label">{name}</legend>
        {body}
      </fieldset>
    )
  }
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      {body}
    </div>
  )
}
