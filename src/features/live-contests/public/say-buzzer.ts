import type { ScreenMoment } from '../moment.ts'

export interface BuzzerSaid {
  text: string
  help: string
  /** A press does something now: it counts, or it is a foul. */
  may: boolean
  tone: 'rest' | 'wait' | 'go' | 'won' | 'out'
}

/**
 * What a team's telephone says at a moment. `pressed`: the host's last line was answered by a press already; `now`: the
 * server's clock in milliseconds. Who hears of another's press while a press still ties with it may still press.
 */
export function sayBuzzer(moment: ScreenMoment, team: string, pressed: boolean, now: number): BuzzerSaid {
  const { asking, phase, round } = moment
  const own = moment.teams.find((one) => one.id === team)
  const name = (id: string | null) => moment.teams.find((one) => one.id === id)?.name ?? ''
  const rest = (text: string, help: string, tone: BuzzerSaid['tone'] = 'rest'): BuzzerSaid => ({
    text,
    help,
    may: false,
    tone,
  })
  if (phase === 'ended') return rest('比赛结束', `第 ${own?.place ?? ''} 名，${own?.score ?? 0} 分`)
  if (moment.pausedAt !== null) return rest('暂停', '等主持人继续')
  if (!asking || phase === 'answered') return rest('请等待', '请看大屏，等主持人出题')
  if (round?.kind !== 'buzzer')
    return asking.team === team
      ? rest('请答题', '这道题由你队回答，不用按', 'won')
      : rest('请等待', `这道题由${name(asking.team)}回答`)
  if (!own?.takesPart) return rest('请等待', '本环节你队不参加')
  if (asking.verdict)
    return rest('请等待', `${name(asking.verdict.team)}答${asking.verdict.right ? '对' : '错'}`)
  if (own.out === 'foul')
    return rest('抢跑', `口令前按下，本题不能再抢${asking.foul > 0 ? `，扣 ${asking.foul} 分` : ''}`, 'out')
  if (own.out === 'wrong') return rest('已答错', '本题不能再抢', 'out')
  if (phase === 'shown')
    return pressed
      ? rest('已按下', '按早了', 'out')
      : { text: '等口令', help: '现在按算抢跑', may: true, tone: 'wait' }
  const heard = asking.presses.some((press) => press.team === team)
  if (phase === 'open' || (!heard && asking.tieUntil !== null && now <= asking.tieUntil))
    return pressed
      ? rest('已按下', '等服务器答复')
      : { text: '抢答', help: '按下就算，先到者答题', may: true, tone: 'go' }
  if (!asking.decided && asking.presses.length > 1 && heard)
    return rest('几乎同时', '相差不到 50 毫秒，等主持人裁定', 'won')
  if (asking.team === team) return rest('抢到了', '请答题', 'won')
  return rest('没抢到', `${name(asking.team)}抢到`)
}
