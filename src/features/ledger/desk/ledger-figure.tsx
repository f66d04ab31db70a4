import type { z } from 'zod'
import type { Indicator } from '../../campaign/definition.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import type { ledgerFigure } from '../contract.ts'

type Figure = z.infer<typeof ledgerFigure>

/** A number of the table that opens to its records. */
export function LedgerFigure({
  indicator,
  figure,
  opened,
  onOpen,
}: {
  indicator: Indicator | undefined
  figure: Figure | undefined
  opened: boolean
  onOpen: () => void
}) {
  if (!indicator || !figure) return null
  const blank = figure.value === null
  const said = blank ? '空' : `${figure.value} ${indicator.unit}`
  const adjusted = figure.adjustments > 0 ? `，含 ${figure.adjustments} 次调整` : ''
  return (
    <button
      type="button"
      className={blank ? 'official-figure official-figure-blank' : 'official-figure'}
      aria-haspopup="dialog"
      aria-expanded={opened}
      aria-label={`${indicator.label}，${said}，${figure.records} 条记录${adjusted}，看构成`}
      title={`${indicator.label}：${figure.records} 条记录${adjusted}`}
      onClick={onOpen}
    >
      {blank ? '　' : sayFigure(figure.value)}
      {figure.adjustments > 0 && <span aria-hidden="true">*</span>}
    </button>
  )
}
