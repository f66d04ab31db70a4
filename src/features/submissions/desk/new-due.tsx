import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import { campaignTimeZone, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'

export interface NewDueChoice {
  change: boolean
  /** `YYYY-MM-DD` and `HH:MM` in the campaign's time zone. */
  date: string
  time: string
}

/** The chosen instant (null: the due time stays), or a sentence about what is wrong with it. */
export function readNewDue(
  choice: NewDueChoice,
  dueAt: string,
  now: Date,
): { at: Date | null; error: string | undefined } {
  if (!choice.change) return { at: null, error: undefined }
  if (!choice.date || !choice.time) return { at: null, error: '请填写新的日期和时间。' }
  const at = instantOfLocal(choice.date, choice.time, campaignTimeZone())
  if (at <= now) return { at: null, error: '新的期限须晚于现在。' }
  if (at <= new Date(dueAt)) return { at: null, error: '新的期限须晚于原来的期限。' }
  return { at, error: undefined }
}

/** Keep the due time or set a later one. */
export function NewDue({
  choice,
  onChange,
  dueAt,
  error,
}: {
  choice: NewDueChoice
  onChange: (choice: NewDueChoice) => void
  dueAt: string
  error: string | undefined
}) {
  const now = useNow()
  const passed = new Date(dueAt) < now
  return (
    <fieldset className="new-due">
      <legend className="field-label">重报期限</legend>
      <label>
        <input
          type="radio"
          name="new-due"
          checked={!choice.change}
          onChange={() => onChange({ ...choice, change: false })}
        />
        不改，仍为 {sayInstantWithWeekday(dueAt, now)}
        {passed && '（已过）'}
      </label>
      <label>
        <input
          type="radio"
          name="new-due"
          checked={choice.change}
          onChange={() => onChange({ ...choice, change: true })}
        />
        改到
      </label>
      {choice.change && (
        <div className="row new-due-inputs">
          <input
            className="input"
            type="date"
            aria-label="新期限的日期"
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'new-due-error' : undefined}
            value={choice.date}
            onChange={(event) => onChange({ ...choice, date: event.target.value })}
          />
          <input
            className="input"
            type="time"
            aria-label="新期限的时间"
            aria-invalid={error ? true : undefined}
            value={choice.time}
            onChange={(event) => onChange({ ...choice, time: event.target.value })}
          />
          {error && (
            <p id="new-due-error" className="field-error" role="alert">
              {error}
            </p>
          )}
        </div>
      )}
    </fieldset>
  )
}
