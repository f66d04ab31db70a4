import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import { Filter } from '../../../platform/web/filters.tsx'
import { campaignTimeZone } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'

/** The table as it stood at an earlier instant, in the campaign's time. */
export function AsOfField({
  asOf,
  onChange,
}: {
  asOf: string | undefined
  onChange: (asOf: string | undefined) => void
}) {
  const zone = campaignTimeZone()
  const inputOf = (at: Date) => {
    const { date, time } = localOfInstant(at, zone)
    return `${date}T${time.slice(0, 5)}`
  }
  const now = useNow(60_000)
  return (
    <>
      <Filter label="看过去某一时刻">
        <input
          type="datetime-local"
          className="input"
          max={inputOf(now)}
          value={asOf ? inputOf(new Date(asOf)) : ''}
          onChange={(event) => {
            const [date, time] = event.target.value.split('T')
            onChange(date && time ? instantOfLocal(date, time, zone).toISOString() : undefined)
          }}
        />
      </Filter>
      {asOf && (
        <button type="button" className="link-button" onClick={() => onChange(undefined)}>
          回到现在
        </button>
      )}
    </>
  )
}
