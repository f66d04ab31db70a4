import { Field } from '../../../platform/web/field.tsx'
import { type ActivityType, listAskedMeasures } from '../../campaign/recording.ts'
import type { ActivityContent } from '../contract.ts'
import { sayMeasure } from '../rules.ts'

/** Only the numbers that the type asks for. Blank is "not known yet", zero is none. */
export function MeasureInputs({
  type,
  content,
  errorOf,
  change,
}: {
  type: ActivityType
  content: ActivityContent
  errorOf: (field: string) => string | undefined
  change: (part: Partial<ActivityContent>) => void
}) {
  return (
    <div className="measures">
      {listAskedMeasures(type).map((name) => {
        const { label, unit } = sayMeasure(type, name)
        return (
          <Field key={name} label={`${label}（${unit}）`} error={errorOf(name)}>
            {(ids) => (
              <input
                {...ids}
                className="input digits"
                inputMode="numeric"
                autoComplete="off"
                value={content[name] ?? ''}
                onChange={(event) => {
                  const digits = event.target.value.replace(/\D/g, '').slice(0, 10)
                  change({ [name]: digits === '' ? null : Number(digits) })
                }}
              />
            )}
          </Field>
        )
      })}
    </div>
  )
}
