import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { type FormField, findForm } from '../../campaign/definition.ts'
import type { SubmissionView } from '../contract.ts'
import { FigureContent } from './figure-content.tsx'
import { RemarkButton, RemarkInput } from './remark-draft.tsx'
import { FieldMarks } from './field-marks.tsx'
import { SubmittedFiles } from './submitted-files.tsx'
import './submission.css'

/** What was reported, to read; what differs from the revision before is marked with what stood there. */
export function SubmissionContent({
  submission,
  definition,
}: {
  submission: SubmissionView
  definition: CampaignInBrowser
}) {
  const form = findForm(definition, submission.obligation.task.form)
  if (submission.zeroReport) {
    return (
      <section className="card">
        <p>
          <strong>零报告</strong>：本期没有需要报送的情况。
        </p>
        <FieldMarks path="zeroReport" submission={submission} />
      </section>
    )
  }
  return (
    <>
      <section className="card submission-fields" aria-label="报送内容">
        {form.fields.map((field) => (
          <FieldContent key={field.key} field={field} submission={submission} />
        ))}
        <FilesContent path="stampedScan" field="stampedScan" title="盖章扫描件" submission={submission} />
      </section>
      {form.statistics && <FigureContent submission={submission} definition={definition} />}
    </>
  )
}

function FieldContent({ field, submission }: { field: FormField; submission: SubmissionView }) {
  const path = `fields.${field.key}`
  if (field.type === 'files')
    return <FilesContent path={path} field={field.key} title={field.label} submission={submission} />
  const value = submission.content.fields[field.key]
  const blank =
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return (
    <div>
      <FieldHead path={path} label={field.label} />
      {field.type === 'list' && Array.isArray(value) && !blank ? (
        (value as Record<string, string | number | null>[]).map((item, index) => (
          // Items have no id; their place is what they are.
          <dl key={index} className="submission-item" aria-label={`${field.label} ${index + 1}`}>
            {field.fields.map((inner) => {
              const label = `${field.label} ${index + 1} · ${inner.label}`
              const innerPath = `${path}.${index}.${inner.key}`
              return (
                <div key={inner.key}>
                  <dt>{inner.label}</dt>
                  <dd className="submission-text">
                    {item[inner.key] || <span className="quiet">未填</span>}
                  </dd>
                  <dd className="submission-item-remark">
                    <RemarkButton path={innerPath} label={label} />
                  </dd>
                  <dd className="submission-item-wide">
                    <FieldMarks path={innerPath} submission={submission} />
                    <RemarkInput path={innerPath} label={label} />
                  </dd>
                </div>
              )
            })}
          </dl>
        ))
      ) : (
        <p className={blank ? 'quiet' : 'submission-text'}>{blank ? '未填' : sayValue(field, value)}</p>
      )}
      <FieldMarks path={path} submission={submission} />
      <RemarkInput path={path} label={field.label} />
    </div>
  )
}

function FieldHead({ path, label }: { path: string; label: string }) {
  return (
    <div className="submission-field-head" id={`field-${path}`}>
      <h3>{label}</h3>
      <RemarkButton path={path} label={label} />
    </div>
  )
}

function FilesContent(props: { path: string; field: string; title: string; submission: SubmissionView }) {
  const { path, field, title, submission } = props
  const files = submission.files.filter((one) => one.field === field)
  const changed = submission.differences.some((one) => one.path === path)
  if (files.length === 0 && field === 'stampedScan' && !changed) return null
  return (
    <div>
      <FieldHead path={path} label={title} />
      {files.length === 0 ? <p className="quiet">没有附件</p> : <SubmittedFiles files={files} />}
      <FieldMarks path={path} submission={submission} />
      <RemarkInput path={path} label={title} />
    </div>
  )
}

function sayValue(field: FormField, value: unknown): string {
  if (field.type === 'choice')
    return field.options.find((option) => option.value === value)?.label ?? String(value)
  return String(value)
}
