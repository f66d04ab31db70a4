import { useState } from 'react'
import { Field } from '../../../platform/web/field.tsx'
import type { HostAction } from '../act.ts'
import type { LiveSetup } from '../setup.ts'

/** Points by hand, with the reason that stands in the log. */
export function AdjustForm({
  setup,
  busy,
  onSend,
}: {
  setup: LiveSetup
  busy: boolean
  onSend: (action: HostAction) => Promise<void>
}) {
  const [team, setTeam] = useState(setup.teams[0]?.id ?? '')
  const [points, setPoints] = useState('')
  const [note, setNote] = useState('')
  const number = Number(points)
  const ready =
    Number.isInteger(number) && number !== 0 && Math.abs(number) <= 1000 && note.trim().length >= 2
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void onSend({ do: 'adjust', team, points: number, note: note.trim() })
      }}
    >
      <Field label="队伍">
        {(ids) => (
          <select {...ids} className="input" value={team} onChange={(event) => setTeam(event.target.value)}>
            {setup.teams.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="加分（扣分写负数）">
        {(ids) => (
          <input
            {...ids}
            className="input digits"
            value={points}
            onChange={(event) => setPoints(event.target.value.normalize('NFKC').trim())}
          />
        )}
      </Field>
      <Field label="原因" help="写进过程记录。">
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={100}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <div>
        <button type="submit" className="button button-primary" disabled={busy || !ready}>
          调整
        </button>
      </div>
    </form>
  )
}
