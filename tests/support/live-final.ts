import { v7 } from 'uuid'
import type { LiveSetup } from '../../src/features/live-contests/setup.ts'
import type { Question } from '../../src/features/questions/question.ts'

/** A question whose right answer is option B, 「乙…」; recognisable wherever it turns up. */
export function makeQuestion(key: string, more: Partial<Question> = {}): Question {
  return {
    key,
    kind: 'single',
    stem: `第 ${key} 题：下列哪一项正确？`,
    options: [`甲${key}`, `乙${key}`, `丙${key}`],
    answer: 2,
    explanation: `解析${key}`,
    basis: ['安全生产法 第五条'],
    tags: ['general'],
    difficulty: 1,
    ...more,
  } as Question
}

const take = (prefix: string, count: number, spare = 0) =>
  Array.from({ length: count + spare }, (_, index) => ({
    id: v7(),
    spare: index >= count,
    question: makeQuestion(`${prefix}-${index + 1}`),
  }))

/** Four teams; one question of 必答 for each, three of 抢答 with one spare, two of 风险, two of a tie-break. */
export function makeFinal(): LiveSetup {
  const round = { tieBreak: false, stakes: [], deduct: 0, foul: 0, seconds: 20, buzzSeconds: 10 }
  return {
    title: '全市安全生产知识竞赛决赛',
    day: '2022-06-21',
    place: '市会议中心',
    contest: 'city-contest',
    teams: ['红队', '黄队', '蓝队', '绿队'].map((name) => ({ id: v7(), name, unit: null })),
    rounds: [
      { ...round, id: v7(), title: '必答题', kind: 'required', points: 10, questions: take('must', 4) },
      {
        ...round,
        id: v7(),
        title: '抢答题',
        kind: 'buzzer',
        points: 10,
        deduct: 10,
        foul: 5,
        questions: take('buzz', 3, 1),
      },
      {
        ...round,
        id: v7(),
        title: '风险题',
        kind: 'risk',
        points: 0,
        stakes: [10, 20, 30],
        questions: take('risk', 2),
      },
      {
        ...round,
        id: v7(),
        title: '加赛',
        kind: 'buzzer',
        tieBreak: true,
        points: 10,
        questions: take('tie', 2),
      },
    ],
  }
}
