import type { ReactNode } from 'react'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import { CheckFilter, Filters } from '../../../platform/web/filters.tsx'

/** Whose table it is: of a unit with all below it, or (`own`) of that unit alone; `children`: of when. */
export function TableChoices({
  unit,
  own,
  ownLabel,
  show,
  children,
}: {
  unit: { code: string; name: string } | undefined
  own: boolean
  ownLabel: string
  show: (change: { unit?: string; own: boolean }) => void
  children: ReactNode
}) {
  return (
    <Filters>
      <UnitPicker label="单位" value={unit} onPick={(one) => show({ unit: one.code, own: false })} />
      {children}
      <CheckFilter label={ownLabel} checked={own} onChange={(checked) => show({ own: checked })} />
    </Filters>
  )
}
