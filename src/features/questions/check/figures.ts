import { readQuantity } from '../../../platform/shared/chinese-number.ts'
import { toPlain } from './plain-text.ts'

/** A figure of a text, 「二万元以上」 as 20000 元 以上. The unit is null for a bare number. */
export interface Figure {
  written: string
  /** Where it begins in the plain text. */
  at: number
  value: number
  unit: string | null
  bound: '以上' | '以下' | null
}

const arabic = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[百千]?[万亿]?`
const chinese = '[零一二三四五六七八九十百千万亿两]+'
const numeral = new RegExp(`(百分之|第)?(${arabic}|${chinese})(?:分之(${chinese}))?`, 'g')
const half = /半(个月|个?小时|年|月|日|天)/g
const unit = new RegExp(
  `^(?:${[
    '个工作日|个等级|个级别|个档次|个小时|个季度|个月|个人|个',
    '工作日|小时|分钟|周岁|季度|平方公里|平方米|立方米|公里|千米|毫米|厘米|公顷|千克|公斤|毫克|千伏|摄氏度',
    '元|%|秒|日|天|年|月|周|岁|人|名|位|倍|吨|米|亩|克|升|伏|度|次|级|类|项|种|款|章|处|座|家|户|台|辆|艘|件|起|层|步|条|点|组',
    '分(?![之别布类级工析为明成清界包隔])',
  ].join('|')})`,
)
const sameUnits: Record<string, string> = {
  天: '日',
  个工作日: '工作日',
  个小时: '小时',
  个季度: '季度',
  个人: '人',
  名: '人',
  位: '人',
  千米: '公里',
  千克: '公斤',
  个等级: '级',
  个级别: '级',
  个档次: '级',
}
/** Sayings and names of rules that are no figures of a law. */
const sayings =
  /三个必须|三同时|四不放过|第三(?:方|人|者)|第一(?:时间|责任人)|一年四季|一日三餐|十分(?!钟)|一级一级|一起(?![事火较重特一])|[一二三四]氧化|二次(?=伤害|事故|污染|灾害|爆炸)/g
/** 「一名班长」 and 「一次检查」 count nothing … */
const classifiers = new Set('个 人 次 种 家 项 条 座 处 起 件 台 辆 艘 户 款 步 点 组 层 类 分'.split(' '))
/** … 「每年一次」 and 「至少一名」 do. */
const counting = /(?:至少|不少于|不得少于|不低于|最少|仅|只有)[^,.;。]{0,4}$|每[^,.;。]{0,8}$|[年月日季周]$/
/** 「上一年」, 「同一日」, 「上一级」. */
const pointing = /[上下这那哪新同某当另任每本逐过有]$/

/** Every figure of a text, but for references to articles (`references.ts`) and the signs of items, 「(三)」. */
export function readFigures(text: string): Figure[] {
  const plain = toPlain(text)
    .replace(sayings, (saying) => '·'.repeat(saying.length))
    .replace(/\([零一二三四五六七八九十\d]+\)/g, (sign) => '·'.repeat(sign.length))
  const matches = [...plain.matchAll(numeral)]
  return [
    ...matches.flatMap((match, index) => readFigure(plain, match, matches[index + 1]) ?? []),
    ...[...plain.matchAll(half)].map((match) => ({
      written: match[0],
      at: match.index,
      value: 0.5,
      unit: nameUnit(match[1]!),
      bound: null,
    })),
  ]
}

function readFigure(plain: string, match: RegExpExecArray, next: RegExpExecArray | undefined): Figure | null {
  const [whole, before, digits, parts] = match
  const at = match.index
  const value = readQuantity(digits!)
  const end = at + whole.length
  const leading = plain.slice(0, at)
  if (value === null || /[几数A-Za-z]$/.test(leading) || /^[A-Za-z]/.test(plain.slice(end))) return null
  const figure = (written: string, amount: number, name: string | null): Figure => {
    const bound = plain.slice(at + written.length, at + written.length + 2)
    return {
      written,
      at,
      value: amount,
      unit: name,
      bound: bound === '以上' || bound === '以下' ? bound : null,
    }
  }
  if (before === '百分之') return figure(whole, value, '%')
  if (parts) return figure(whole, readQuantity(parts)! / value, '分之')
  const own = unit.exec(plain.slice(end))?.[0]
  if (before === '第')
    return value > 1 && own && !/^[条款项章人]/.test(own) ? figure(whole + own, value, `第${own}`) : null
  const range = own ? null : readRange(plain, end, next)
  if (range) return figure(whole, value * (/[万亿百千]$/.test(digits!) ? 1 : range.size), range.unit)
  if (!own) return /\d/.test(digits!) || whole === plain ? figure(whole, value, null) : null
  const found = figure(whole + own, value, nameUnit(own))
  if (value !== 1 || found.bound) return found
  if (classifiers.has(found.unit!) && !counting.test(leading)) return null
  return pointing.test(leading) && !/\d/.test(digits!) ? null : found
}

/** 「三至五倍」, 「2-5万元」: the first takes unit and size of the second. */
function readRange(plain: string, end: number, next: RegExpExecArray | undefined) {
  if (!next || next[1] === '第' || !/^(?:至|到|-|—+|~)$/.test(plain.slice(end, next.index))) return null
  if (next[1] === '百分之') return { unit: '%', size: 1 }
  const own = unit.exec(plain.slice(next.index + next[0].length))?.[0]
  const large = /[万亿]$/.exec(next[2]!)?.[0]
  return own ? { unit: nameUnit(own), size: large ? readQuantity(`1${large}`)! : 1 } : null
}

function nameUnit(written: string): string {
  return sameUnits[written] ?? written
}

/** How a figure is looked up; a bare number stands for any unit. */
export function signOf(figure: Pick<Figure, 'value' | 'unit' | 'bound'>): string {
  return `${figure.value}${figure.unit ?? ''}${figure.bound ?? ''}`
}
