import type { HostAction } from '../act.ts'
import type { Asking } from '../replay.ts'

/** Who pressed, in the order of arrival; a tie with the round trips, for the host to decide. */
export function HostPresses({
  asking,
  name,
  run,
}: {
  asking: Asking
  name: (team: string | null) => string
  run: (action: HostAction) => void
}) {
  const { presses, decided, verdict, team } = asking
  const [first] = presses
  const tie = presses.length > 1
  return (
    <div className={`notice ${tie && !decided ? 'notice-amber' : 'notice-accent'}`}>
      <p className="host-verdict">
        {decided
          ? `由${name(team)}作答`
          : tie
            ? `几乎同时：${presses.map((one) => name(one.team)).join('、')}`
            : `${name(team)}抢到`}
      </p>
      {tie && (
        <ul className="host-presses">
          {presses.map((one, index) => (
            <li key={one.team}>
              <span>
                {name(one.team)}：{index === 0 ? '最先到达' : sayLater(one.at - first!.at)}，网络往返{' '}
                {one.rtt === null ? '未测到' : `${one.rtt} 毫秒`}
              </span>
              {!verdict && one.team !== team && (
                <button
                  type="button"
                  className="button button-small"
                  onClick={() => run({ do: 'decide', team: one.team })}
                >
                  判给{name(one.team)}
                </button>
              )}
              {!verdict && one.team === team && <span>● 现在作答</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function sayLater(ms: number): string {
  return ms > 0 ? `晚 ${ms} 毫秒` : '同一毫秒'
}
