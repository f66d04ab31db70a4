import type { Indicator } from '../../campaign/definition.ts'
import type { StatisticsView } from '../contract.ts'
import { sayFigure } from './official-form.ts'

/** A number of the table that opens to its units; a blank stays blank on paper. */
export function LiveFigure({
  indicator,
  total,
  opened,
  onOpen,
}: {
  indicator: Indicator | undefined
  total: StatisticsView['values'][number] | undefined
  opened: boolean
  onOpen: () => void
}) {
  if (!indicator || !total) return null
  const blank = total.value === null
  return (
    <button
      type="button"
      className={blank ? 'official-figure official-figure-blank' : 'official-figure'}
      aria-haspopup="dialog"
      aria-expanded={opened}
      aria-label={`${indicator.label}，${blank ? '空' : `${total.value} ${indicator.unit}，${total.contributors} 家`}，看构成`}
      title={`${indicator.label}：${total.contributors} 家填了数`}
      onClick={onOpen}
    >
      {blank ? '　' : sayFigure(total.value)}
    </button>
  )
}
