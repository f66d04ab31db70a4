import { v7 } from 'uuid'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'
import type { LiveSetup } from '../setup.ts'

type Teams = LiveSetup['teams']
const mostTeams = 8

/** Two to eight teams; a unit fills in its name, a free name needs none. */
export function TeamFields({
  teams,
  onChange,
  errorAt,
}: {
  teams: Teams
  onChange: (teams: Teams) => void
  errorAt: (...path: PropertyKey[]) => string | undefined
}) {
  const set = (id: string, patch: Partial<Teams[number]>) =>
    onChange(teams.map((team) => (team.id === id ? { ...team, ...patch } : team)))
  return (
    <section className="card stack" aria-label="队伍">
      <h2>队伍（2–8 支，按台上的顺序）</h2>
      <ol className="live-teams-list">
        {teams.map((team, index) => {
          const error = errorAt('teams', index, 'name')
          return (
            <li key={team.id}>
              <label className="field">
                <span className="field-label">第 {index + 1} 队队名</span>
                <input
                  className="input"
                  maxLength={20}
                  value={team.name}
                  aria-invalid={error ? true : undefined}
                  onChange={(event) => set(team.id, { name: event.target.value })}
                />
                {error && <span className="field-error">{error}</span>}
              </label>
              <UnitPicker
                label="代表单位（选填）"
                placeholder={team.unit ?? '不对应单位'}
                value={undefined}
                onPick={(unit) => set(team.id, { unit: unit.code, name: unit.name.slice(0, 20) })}
              />
              <button
                type="button"
                className="button button-small"
                aria-label={`去掉${team.name}`}
                onClick={() => onChange(teams.filter((one) => one.id !== team.id))}
              >
                去掉
              </button>
            </li>
          )
        })}
      </ol>
      {teams.length < mostTeams && (
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => onChange([...teams, { id: v7(), name: `第${teams.length + 1}队`, unit: null }])}
          >
            ＋ 加一队
          </button>
        </div>
      )}
    </section>
  )
}
