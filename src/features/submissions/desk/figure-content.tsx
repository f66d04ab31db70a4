import { Fragment } from 'react'
import type { Indicator } from '../../campaign/definition.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { SubmissionView } from '../contract.ts'
import { FieldMarks } from './field-marks.tsx'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { RemarkButton, RemarkInput } from './remark-draft.tsx'

/** The figures with those of the period before beside them; doubts and remarks under their line. */
export function FigureContent({
  submission,
  definition,
}: {
  submission: SubmissionView
  definition: CampaignInBrowser
}) {
  const { figures } = submission.content
  if (Object.values(figures).every((one) => one === null)) return null
  const title = definition.statistics?.title ?? '统计数字'
  // A campaign without a table of its own shows its indicators in their order.
  const groups =
    definition.statistics?.groups ??
    [...new Set(definition.indicators.map((one) => one.group))].map((key) => ({ key, title: '' }))
  return (
    <section className="card stack" aria-labelledby="figures">
      <h2 id="figures">{title}（累计数）</h2>
      <div className="submission-scroll" role="region" aria-labelledby="figures" tabIndex={0}>
        <table className="submission-list submission-figures">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <NumberHead>本期</NumberHead>
              <NumberHead>上期</NumberHead>
              <NumberHead>增减</NumberHead>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <Fragment key={group.key}>
                {group.title !== '' && (
                  <tr>
                    <th scope="rowgroup" colSpan={4}>
                      {group.title.replace(/\s*\n\s*/g, '')}
                    </th>
                  </tr>
                )}
                {definition.indicators
                  .filter((one) => one.group === group.key)
                  .map((one) => (
                    <FigureLine key={one.code} indicator={one} submission={submission} />
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function FigureLine({ indicator, submission }: { indicator: Indicator; submission: SubmissionView }) {
  const { code, unit } = indicator
  const path = `figures.${code}`
  const label = `${indicator.label}（${unit}）`
  const value = submission.content.figures[code] ?? null
  const previous = submission.previousFigures[code] ?? null
  const note = submission.content.figureNotes[code]
  const doubts = submission.questions.filter((one) => one.path === path)
  const change = value === null || previous === null ? null : value - previous
  return (
    <tr id={`field-${path}`} className={doubts.length > 0 ? 'submission-doubt' : undefined}>
      <th scope="row">
        {label} <RemarkButton path={path} label={label} />
        {note && <p className="quiet">注：{note}</p>}
        {doubts.map((one) => (
          <p key={one.message} className="submission-remark">
            {one.message}
          </p>
        ))}
        <FieldMarks path={path} submission={submission} />
        <FieldMarks path={`figureNotes.${code}`} submission={submission} />
        <RemarkInput path={path} label={label} />
      </th>
      <td className="digits">{value === null ? <span className="quiet">未填</span> : sayNumber(value)}</td>
      <td className="digits quiet">{previous === null ? '—' : sayNumber(previous)}</td>
      <td className={change !== null && change < 0 ? 'digits danger-text' : 'digits'}>{sayChange(change)}</td>
    </tr>
  )
}

function sayNumber(value: number): string {
  return value.toLocaleString('zh-CN')
}

function sayChange(change: number | null): string {
  if (change === null || change === 0) return ''
  return change > 0 ? `+${sayNumber(change)}` : `−${sayNumber(-change)}`
}
