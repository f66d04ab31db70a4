import type { Connection } from '../../../platform/server/database.ts'
import { paragraph, ruledTable, textWidth, writeWord } from '../../../platform/server/documents/word.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { replay } from '../replay.ts'
import { sumScores } from '../scores.ts'
import type { ContestRow } from './queries.ts'
import { readLog } from './read-log.ts'
import { readSetup } from './read-setup.ts'

/** 成绩单: places, points by round, lines for signatures. */
export async function writeResultSheet(
  db: Connection,
  campaign: CampaignInForce,
  contest: ContestRow,
): Promise<Buffer> {
  const setup = await readSetup(db, contest)
  const state = replay(await readLog(db, contest.id))
  const standings = sumScores(
    state,
    setup.teams.map((team) => team.id),
  ).sort((a, b) => a.place - b.place)
  const rounds = setup.rounds.filter(
    (round) => !round.tieBreak || state.entries.some((entry) => entry.round === round.id),
  )
  const sum = (team: string, round: string | null) =>
    state.entries
      .filter((entry) => entry.team === team && entry.round === round)
      .reduce((total, entry) => total + entry.points, 0)
  const adjusted = state.entries.some((entry) => entry.round === null)
  const heading = [
    '名次',
    '参赛队',
    ...rounds.map((round) => round.title),
    ...(adjusted ? ['调整'] : []),
    '总分',
  ]
  const cell = (text: string) => [paragraph(text, { size: 12, align: 'center' })]
  const rows = standings.map(({ team, place, score }) => [
    String(place),
    setup.teams.find((one) => one.id === team)!.name,
    ...rounds.map((round) => String(sum(team, round.id))),
    ...(adjusted ? [String(sum(team, null))] : []),
    String(score),
  ])
  const first = 1_000
  const second = 2_200
  const rest = Math.floor((textWidth - first - second) / (heading.length - 2))
  const day = contest.day.split('-').map(Number)
  return writeWord({
    title: `${contest.title}成绩单`,
    footer: campaign.definition.organiser.name,
    children: [
      paragraph(contest.title, { font: 'title', size: 22, align: 'center' }),
      paragraph('成　绩　单', { font: 'title', size: 22, align: 'center', after: 12 }),
      paragraph(
        `时间：${day[0]}年${day[1]}月${day[2]}日${contest.place ? `　　地点：${contest.place}` : ''}`,
        { size: 14, after: 8 },
      ),
      ruledTable(
        [first, second, ...heading.slice(2).map(() => rest)],
        [
          heading.map((text) => [paragraph(text, { font: 'heading', size: 12, align: 'center' })]),
          ...rows.map((row) => row.map(cell)),
        ],
      ),
      paragraph(
        sayNote(
          state.phase !== 'ended',
          rounds.some((round) => round.tieBreak),
        ),
        {
          size: 12,
          before: 8,
          after: 24,
        },
      ),
      paragraph('主持人：　　　　　　　　裁判：　　　　　　　　监督：', { size: 14, after: 16 }),
      paragraph('　　　年　　月　　日', { size: 14, align: 'right' }),
    ],
  })
}

function sayNote(isOpen: boolean, tieBroken: boolean): string {
  const notes = [
    ...(isOpen ? ['比赛尚未结束，本表为目前成绩。'] : []),
    ...(tieBroken ? ['加赛得分只用于区分总分相同的队，不计入总分。'] : []),
    '抢答顺序以信号到达服务器的先后为准，相差 50 毫秒以内由主持人裁定；逐条过程见过程记录。',
  ]
  return notes.join('')
}
