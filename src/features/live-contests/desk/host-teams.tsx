import type { HostMoment } from '../moment.ts'
import { sumScores } from '../scores.ts'
import type { LiveSetup } from '../setup.ts'

/** A telephone that was not heard of for so long is told as gone. */
const silentMs = 12_000

export function HostTeams({
  setup,
  moment,
  now,
  onPick,
}: {
  setup: LiveSetup
  moment: HostMoment
  now: number
  onPick: (index: number) => void
}) {
  const { state } = moment
  const standings = sumScores(
    state,
    setup.teams.map((team) => team.id),
  )
  const active = state.phase === 'answered' ? null : (state.asking?.team ?? state.turn?.team ?? null)
  return (
    <ol className="host-teams" aria-label="队伍和得分">
      {setup.teams.map((team, index) => {
        const { score, tieBreak } = standings[index]!
        const out = state.asking?.out.includes(team.id)
        const foul = state.asking?.fouls.includes(team.id)
        return (
          <li key={team.id}>
            <button
              type="button"
              className={`host-team ${team.id === active ? 'host-team-active' : ''}`}
              onClick={() => onPick(index)}
            >
              <span className="host-team-number">{index + 1}</span>
              <span className="host-team-name">
                {team.name}
                <span className="host-team-line">
                  {foul ? '✕ 抢跑，本题不能再抢　' : out ? '✕ 答错，本题不能再抢　' : ''}
                  {sayTelephone(
                    moment.telephones.find((one) => one.team === team.id),
                    now,
                  )}
                </span>
              </span>
              <span className="host-team-score digits">
                {score}
                {tieBreak !== 0 && <small>（加赛 {tieBreak}）</small>}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function sayTelephone(one: HostMoment['telephones'][number] | undefined, now: number): string {
  if (!one?.joined) return '○ 抢答器未加入'
  if (one.seenAt === null || now - one.seenAt > silentMs) return '✕ 抢答器断开'
  return one.rtt === null ? '● 抢答器已加入' : `● 抢答器往返 ${one.rtt} 毫秒`
}
