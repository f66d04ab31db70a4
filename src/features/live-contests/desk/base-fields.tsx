import { Field } from '../../../platform/web/field.tsx'
import type { LiveSetup } from '../setup.ts'

export function BaseFields({
  draft,
  change,
  contests,
  errorAt,
}: {
  draft: LiveSetup
  change: (patch: Partial<LiveSetup>) => void
  contests: { key: string; title: string }[]
  errorAt: (...path: PropertyKey[]) => string | undefined
}) {
  return (
    <section className="card live-pairs" aria-label="比赛">
      <Field label="比赛名称" error={errorAt('title')}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={60}
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label="日期" error={errorAt('day')}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            type="date"
            value={draft.day}
            onChange={(event) => change({ day: event.target.value })}
          />
        )}
      </Field>
      <Field label="地点（选填）" error={errorAt('place')}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={60}
            value={draft.place}
            onChange={(event) => change({ place: event.target.value })}
          />
        )}
      </Field>
      <Field label="属于哪项竞赛" help="结束时可把这场比赛计入它的场次。" error={errorAt('contest')}>
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={draft.contest ?? ''}
            onChange={(event) => change({ contest: event.target.value || null })}
          >
            <option value="">不计入</option>
            {contests.map((one) => (
              <option key={one.key} value={one.key}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </Field>
    </section>
  )
}
