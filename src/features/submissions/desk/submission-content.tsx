import { Fragment } from 'react'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { FormField } from '../../campaign/definition.ts'
import type { SubmissionView } from '../contract.ts'
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
  const form = definition.forms.find((one) => one.key === submission.obligation.task.form)
  if (submission.zeroReport) {
    return (
      <section className="card">
        <p>
          <strong>零报告</strong>：本期没有需要报送的情况。
        </p>
      </section>
    )
  }
  return (
    <>
      <section className="card stack" aria-labelledby="content">
        <h2 id="content">报送内容</h2>
        {form?.fields.map((field) => (
          <FieldContent key={field.key} field={field} submission={submission} />
        ))}
        <SubmittedFiles
          title="盖章扫描件"
          files={submission.files.filter((one) => one.field === 'stampedScan')}
        />
      </section>
      {form?.statistics && <FigureContent submission={submission} definition={definition} />}
    </>
  )
}

function FieldContent({ field, submission }: { field: FormField; submission: SubmissionView }) {
  const files = submission.files.filter((one) => one.field === field.key)
  if (files.length > 0) return <SubmittedFiles title={field.label} files={files} />
  const value = submission.content.fields[field.key]
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return null
  const changed = submission.differences.filter(
    (one) => one.path === `fields.${field.key}` || one.path.startsWith(`fields.${field.key}.`),
  )
  return (
    <div>
      <h3>{field.label}</h3>
      {'fields' in field && Array.isArray(value) ? (
        <div className="submission-scroll" role="region" aria-label={field.label} tabIndex={0}>
          <table className="submission-list">
            <thead>
              <tr>
                {field.fields.map((one) => (
                  <th key={one.key} scope="col">
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(value as Record<string, string | number | null>[]).map((line, index) => (
                <tr key={index}>
                  {field.fields.map((one) => (
                    <td key={one.key}>{line[one.key] ?? ''}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="submission-text">{String(value)}</p>
      )}
      {changed.map((one) => (
        <p key={one.path} className="submission-before">
          上一版{one.label === field.label ? '' : `“${one.label}”`}：{one.before || '（空）'}
        </p>
      ))}
    </div>
  )
}

function FigureContent({
  submission,
  definition,
}: {
  submission: SubmissionView
  definition: CampaignInBrowser
}) {
  const { figures, figureNotes } = submission.content
  const table = definition.statistics
  if (!table || Object.values(figures).every((one) => one === null)) return null
  return (
    <section className="card stack" aria-labelledby="figures">
      <h2 id="figures">{table.title}（累计数）</h2>
      <div className="submission-scroll" role="region" aria-labelledby="figures" tabIndex={0}>
        <table className="submission-list submission-figures">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col" className="digits">
                本期
              </th>
              <th scope="col" className="digits">
                上期
              </th>
            </tr>
          </thead>
          <tbody>
            {table.groups.map((group) => (
              <Fragment key={group.key}>
                <tr>
                  <th scope="rowgroup" colSpan={3}>
                    {group.title.replace(/\s*\n\s*/g, '')}
                  </th>
                </tr>
                {definition.indicators
                  .filter((one) => one.group === group.key)
                  .map((one) => (
                    <tr key={one.code}>
                      <th scope="row">
                        {one.label}（{one.unit}）
                        {figureNotes[one.code] && <p className="quiet">注：{figureNotes[one.code]}</p>}
                      </th>
                      <td className="digits">{figures[one.code] ?? <span className="quiet">未填</span>}</td>
                      <td className="digits quiet">{submission.previousFigures[one.code] ?? '—'}</td>
                    </tr>
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
