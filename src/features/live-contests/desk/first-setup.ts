import { v7 } from 'uuid'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { LiveSetup, RoundSetup } from '../setup.ts'

const round = { tieBreak: false, stakes: [], deduct: 0, foul: 0, seconds: 30, buzzSeconds: 10, questions: [] }

/** Four teams and the usual rounds, to be changed. */
export function makeFirstSetup(definition: CampaignInBrowser, day: string): LiveSetup {
  const contest = definition.public.contests.at(-1)
  return {
    title: contest ? `${contest.title}决赛` : '现场决赛',
    day,
    place: '',
    contest: contest?.key ?? null,
    teams: ['第一队', '第二队', '第三队', '第四队'].map((name) => ({ id: v7(), name, unit: null })),
    rounds: [
      { ...round, id: v7(), title: '必答题', kind: 'required', points: 10 },
      { ...round, id: v7(), title: '抢答题', kind: 'buzzer', points: 10, deduct: 10, foul: 10 },
      { ...round, id: v7(), title: '风险题', kind: 'risk', points: 0, stakes: [10, 20, 30] },
      { ...round, id: v7(), title: '加赛', kind: 'buzzer', tieBreak: true, points: 10 },
    ],
  }
}

export function makeRound(): RoundSetup {
  return { ...round, id: v7(), title: '新环节', kind: 'required', points: 10 }
}
