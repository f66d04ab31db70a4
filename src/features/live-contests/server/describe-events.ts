import type { Connection } from '../../../platform/server/database.ts'
import type { EventLine } from '../contract.ts'
import { mayTakeBack } from '../act.ts'
import type { LiveEvent } from '../events.ts'
import { listInForce, replay } from '../replay.ts'
import type { LiveSetup } from '../setup.ts'
import { type ContestRow, listEventRows } from './queries.ts'
import { toEvent } from './read-log.ts'
import { readSetup } from './read-setup.ts'

/** The log in sentences, in its order. */
export async function describeEvents(db: Connection, contest: ContestRow): Promise<EventLine[]> {
  const rows = await listEventRows(db, contest.id)
  const setup = await readSetup(db, contest)
  const log = rows.map(toEvent)
  const inForce = new Set(listInForce(log).map((event) => event.number))
  const points = new Map(replay(log).entries.map((entry) => [entry.event, entry.points]))
  return log.map((event, index) => ({
    number: event.number,
    at: new Date(event.at).toISOString(),
    kind: event.kind,
    text: say(event, setup),
    by: rows[index]!.by,
    inForce: inForce.has(event.number),
    points: points.get(event.number) ?? null,
    mayTakeBack: mayTakeBack(log, event.number),
  }))
}

function say(event: LiveEvent, setup: LiveSetup): string {
  const team = (id: string) => setup.teams.find((one) => one.id === id)?.name ?? '（已删除的队）'
  const round = setup.rounds.find((one) => 'round' in event && one.id === event.round)?.title ?? ''
  switch (event.kind) {
    case 'round-begun':
      return `开始环节：${round}（${event.teams.map(team).join('、')}）`
    case 'turn-set':
      return `由${team(event.team)}答题${event.stake === null ? '' : `，选择 ${event.stake} 分`}`
    case 'question-shown':
      return `出题${event.team ? `（${team(event.team)}）` : ''}：${sayQuestion(setup, event.question)}`
    case 'opened':
      return '开始计时或抢答'
    case 'press':
      return `${team(event.team)}按下抢答器${event.rtt === null ? '' : `（网络往返 ${event.rtt} 毫秒）`}`
    case 'buzz-decided':
      return `主持人确定由${team(event.team)}答题`
    case 'judged':
      return `${team(event.team)}答${event.right ? '对' : '错'}，${sayPoints(event.points)}`
    case 'answer-shown':
      return '公布答案'
    case 'paused':
      return '暂停'
    case 'resumed':
      return '继续'
    case 'adjusted':
      return `调整${team(event.team)}得分 ${sayPoints(event.points)}：${event.note}`
    case 'ended':
      return `结束比赛${event.counted ? '，计入竞赛场次 1 场' : ''}`
    case 'restarted':
      return '清空重来，以上记录不再计分'
    case 'undone':
      return `撤回第 ${event.events.join('、')} 条`
  }
}

export function sayPoints(points: number): string {
  return points > 0 ? `+${points} 分` : `${points} 分`
}

function sayQuestion(setup: LiveSetup, id: string): string {
  for (const round of setup.rounds) {
    const at = round.questions.findIndex((one) => one.id === id)
    const found = round.questions[at]
    if (found) return `${found.question.stem}（${round.title}${found.spare ? '备用' : ''}第 ${at + 1} 题）`
  }
  return '（已删除的题）'
}
