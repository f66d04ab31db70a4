import { type Sheet, writeSpreadsheet } from '../../../platform/server/documents/spreadsheet.ts'
import { kindNames } from '../../questions/question.ts'
import type { AnalysedQuestion, ContestParticipation, QuestionAnalysis } from '../desk-contract.ts'
import { informationOnly, warningNames } from '../office-words.ts'

/** A workbook of three sheets: units, days, questions. */
export function writeAnalysis(
  participation: ContestParticipation,
  analysis: QuestionAnalysis,
): Promise<Uint8Array> {
  return writeSpreadsheet([
    sheet(
      '各单位',
      [24, 10, 10, 12],
      informationOnly,
      ['单位', '人数', '答卷', '合格人占比'],
      [
        ...participation.units.map((one) => [
          one.unit.name,
          one.people,
          one.attempts,
          percent(one.passedShare),
        ]),
        [
          '合计',
          participation.total.people,
          participation.total.attempts,
          percent(participation.total.passedShare),
        ],
      ],
    ),
    sheet(
      '各日',
      [14, 10, 10],
      '按答题开始的日期',
      ['日期', '人数', '答卷'],
      participation.days.map((one) => [one.day, one.people, one.attempts]),
    ),
    sheet(
      '题目分析',
      [20, 30, 60, 9, 8, 9, 9, 36, 10, 22],
      `最近 ${analysis.attempts} 份计分答卷；区分度为每题对错与其余题得分的相关系数（点二列相关）`,
      ['题库', '代号', '题干', '题型', '难度', '出现', '答对率', '最常错选', '区分度', '提示'],
      analysis.questions.map((one) => [
        one.bank,
        one.key,
        one.stem,
        kindNames[one.kind],
        one.difficulty,
        one.shown,
        percent(one.rightShare),
        sayCommonWrong(one),
        one.discrimination === null ? '样本不足' : one.discrimination.toFixed(2),
        one.warnings.map((name) => warningNames[name]).join('；'),
      ]),
    ),
  ])
}

function sheet(
  name: string,
  widths: number[],
  note: string,
  headings: string[],
  rows: (string | number)[][],
): Sheet {
  return {
    name,
    widths,
    rows: [
      [{ value: note, style: 'line' }],
      headings.map((value) => ({ value, style: 'heading' as const })),
      ...rows,
    ],
    merges: [{ row: 0, column: 0, columns: widths.length }],
    freeze: { rows: 2 },
    landscape: widths.length > 5,
  }
}

function percent(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 1000) / 10}%`
}

function sayCommonWrong({ commonWrong }: AnalysedQuestion): string {
  return commonWrong ? `${commonWrong.text}（错答的 ${percent(commonWrong.share)}）` : ''
}
