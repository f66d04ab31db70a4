import { useMemo, useState } from 'react'
import type { Indicator, StatisticsTable } from '../../campaign/definition.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { type Question, findQuestions } from '../rules.ts'
import { readWholeNumber } from './simple-input.tsx'
import { idOfPath, useFieldError, useRemark, useReport } from './report-context.ts'

/** The statistics table for filling in: one line per number, with what was reported before beside it. */
export function FigureInputs({
  definition,
  table,
  kind,
}: {
  definition: CampaignInBrowser
  table: StatisticsTable
  kind: 'running' | 'final'
}) {
  const { content, draft } = useReport()
  const questions = useMemo(
    () => findQuestions(content, definition, draft.previousFigures),
    [content, definition, draft.previousFigures],
  )
  const hasPrevious = Object.values(draft.previousFigures).some((value) => value !== null)
  const hasLedger = Object.values(draft.ledgerFigures).some((value) => value !== null)
  return (
    <fieldset className="figures" id={idOfPath('figures')} tabIndex={-1}>
      <legend>
        <h2>
          {table.attachmentLabel} {kind === 'running' ? '截至目前的累计数（选填）' : '统计表'}
        </h2>
      </legend>
      <p className="field-help">
        填开展以来的累计数。没有发生填 0，不掌握就留空。
        {hasLedger
          ? '台账有记录的已按台账填好；改成别的数要注明原因。'
          : hasPrevious && '已按上一次的累计数填好，只改有变化的即可。'}
      </p>
      <FiguresError />
      {table.groups.map((group) => {
        const indicators = definition.indicators.filter((one) => one.group === group.key)
        if (indicators.length === 0) return null
        return (
          <section key={group.key} className="figure-group">
            <h3>{group.title.replace(/\s*\n\s*/g, '')}</h3>
            {indicators.map((indicator) => (
              <FigureLine
                key={indicator.code}
                indicator={indicator}
                hasPrevious={hasPrevious}
                questions={questions.filter((one) => one.path === `figures.${indicator.code}`)}
              />
            ))}
          </section>
        )
      })}
    </fieldset>
  )
}

function FiguresError() {
  const error = useFieldError('figures')
  return error ? (
    <p className="field-error" data-error="true">
      {error}
    </p>
  ) : null
}

function FigureLine({
  indicator,
  hasPrevious,
  questions,
}: {
  indicator: Indicator
  hasPrevious: boolean
  questions: Question[]
}) {
  const { content, change, clearError, saveSoon, draft } = useReport()
  const { code } = indicator
  const path = `figures.${code}`
  const id = idOfPath(path)
  const error = useFieldError(path)
  const remark = useRemark(path)
  const note = content.figureNotes[code]
  const [noting, setNoting] = useState(false)
  const value = content.figures[code] ?? null
  const previous = draft.previousFigures[code] ?? null
  const recorded = draft.ledgerFigures[code] ?? null
  const differs = recorded !== null && value !== recorded
  const changed = previous !== null && value !== null && value !== previous

  function set(typed: string): void {
    clearError(path)
    clearError('figures')
    const number = readWholeNumber(typed)
    change((before) => ({ ...before, figures: { ...before.figures, [code]: number } }))
  }
  function setNote(text: string): void {
    change((before) => {
      const { [code]: _, ...rest } = before.figureNotes
      return { ...before, figureNotes: text ? { ...rest, [code]: text } : rest }
    })
  }

  const showsNote = noting || note !== undefined
  return (
    <div className="figure-line">
      <label htmlFor={id} className="figure-label">
        {indicator.label}
        <span id={`${id}-rule`} className="field-help">
          {indicator.rule}
        </span>
      </label>
      <div className="figure-entry">
        {hasPrevious && (
          <span className="figure-previous" id={`${id}-previous`}>
            上次 {previous === null ? '空' : previous.toLocaleString('zh-CN')}
          </span>
        )}
        <input
          id={id}
          className={changed ? 'input digits figure-input figure-changed' : 'input digits figure-input'}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={error ? true : undefined}
          aria-describedby={[
            `${id}-rule`,
            hasPrevious && `${id}-previous`,
            remark && `${id}-remark`,
            questions.length > 0 && `${id}-question`,
            error && `${id}-error`,
          ]
            .filter(Boolean)
            .join(' ')}
          value={value === null ? '' : String(value)}
          onChange={(event) => set(event.target.value)}
          onBlur={saveSoon}
        />
        <span className="figure-unit">{indicator.unit}</span>
        <button
          type="button"
          className="button button-small figure-note-button"
          aria-expanded={showsNote}
          onClick={() => setNoting(true)}
        >
          注<span className="visually-hidden">：给「{indicator.label}」加说明</span>
        </button>
      </div>
      {differs && (
        <div className="figure-wide figure-ledger">
          台账数 <b className="digits">{recorded.toLocaleString('zh-CN')}</b>
          <button type="button" className="link-button" onClick={() => set(String(recorded))}>
            用台账数
          </button>
          {!showsNote && (
            <button type="button" className="link-button" onClick={() => setNoting(true)}>
              写明不同的原因
            </button>
          )}
        </div>
      )}
      {remark && (
        <div id={`${id}-remark`} className="notice notice-amber figure-wide report-remark">
          审核意见：{remark}
        </div>
      )}
      {questions.length > 0 && (
        <div id={`${id}-question`} className="notice notice-amber figure-wide" role="status">
          {questions.map((one) => (
            <p key={one.message}>{one.message}</p>
          ))}
          {!showsNote && (
            <button type="button" className="link-button" onClick={() => setNoting(true)}>
              写明原因
            </button>
          )}
        </div>
      )}
      {showsNote && (
        <label className="figure-wide">
          <span className="visually-hidden">{indicator.label}的说明</span>
          <input
            className="input"
            placeholder="对这个数的说明，如更正原因"
            maxLength={500}
            autoFocus={noting && note === undefined}
            value={note ?? ''}
            onChange={(event) => setNote(event.target.value)}
            onBlur={saveSoon}
          />
        </label>
      )}
      {error && (
        <div id={`${id}-error`} className="field-error figure-wide">
          {error}
        </div>
      )}
    </div>
  )
}
