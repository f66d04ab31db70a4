import type { Question } from '../question.ts'

/** A part of a question that claims something and must be borne out by the articles it cites. */
export interface Statement {
  /** 题干, 选项 B, 解析 … as a message names it. */
  part: string
  text: string
  /** What the question itself calls untrue, and an explanation may name to deny it. */
  untrue: string
}

const letters = 'ABCDEFGH'
/** 「下列说法错误的是」: the option to choose is the untrue one. */
const asksForTheWrong =
  /(?:错误|不正确|不准确|不属于|不符合|不对|不包括|有误|不合法|不妥|不恰当|不应当?|不需要|不必|不得|违法|违规|违反[^,，。？?]{0,14})(?:的)?(?:是|有|一项|做法是|行为是|说法是|情形是)|哪[一项个种些]{0,2}(?:做法|行为|说法|情形|表述|职责|措施|内容)?[^,，。？?]{0,8}(?:错误|不正确|不属于|不符合|不对|不包括|有误|不妥|不恰当|违反|违法(?!行为)|违规(?!行为))/

export function readStatements(question: Question): Statement[] {
  const explain = (untrue: string): Statement => ({ part: '解析', text: question.explanation, untrue })
  const stem: Statement = { part: '题干', text: question.stem, untrue: '' }
  switch (question.kind) {
    case 'judge':
      return question.answer ? [stem, explain('')] : [explain(question.stem)]
    case 'order':
      return [stem, ...question.options.map(toOption), explain('')]
    case 'blank':
      return [...fillBlanks(question), explain('')]
    default: {
      const chosen = new Set(question.kind === 'single' ? [question.answer] : question.answers)
      const wrongWanted = asksForTheWrong.test(question.stem)
      const options = question.options.map(toOption)
      const isTrue = (at: number) => chosen.has(at + 1) !== wrongWanted
      const untrue = question.options.filter((_, at) => !isTrue(at)).join('；')
      const measure = /(?:多少|几)(?:个)?([^?？,，。、的]{1,3})/.exec(question.stem)?.[1] ?? ''
      return [
        stem,
        ...options
          .filter((_, at) => isTrue(at))
          .map((one) =>
            /^[\d一二三四五六七八九十百千万亿两.]+$/.test(one.text) ? withUnit(one, measure) : one,
          ),
        explain(untrue),
      ]
    }
  }
}

function toOption(text: string, at: number): Statement {
  return { part: `选项 ${letters[at]}`, text, untrue: '' }
}

/** Of 「多少日」 the answer 「三十」 is 三十日. */
function withUnit(option: Statement, measure: string): Statement {
  return { ...option, text: option.text + measure }
}

/** The stem with each accepted answer in its place, so that a unit after the blank is read with it. */
function fillBlanks({ stem, blanks }: Extract<Question, { kind: 'blank' }>): Statement[] {
  const most = Math.max(...blanks.map((variants) => variants.length))
  return Array.from({ length: most }, (_, turn) => {
    let blank = 0
    const text = stem.replaceAll('____', () => {
      const variants = blanks[blank++]!
      return variants[Math.min(turn, variants.length - 1)]!
    })
    return { part: turn === 0 ? '题干与答案' : `题干与第 ${turn + 1} 种答案`, text, untrue: '' }
  })
}
