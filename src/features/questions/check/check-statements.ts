import type { Question } from '../question.ts'
import type { ArticleFacts } from './article-facts.ts'
import { namesBody, readBodies } from './bodies.ts'
import { type Figure, readFigures, signOf } from './figures.ts'
import { toPlain } from './plain-text.ts'
import { readReferences } from './references.ts'
import { type Statement, readStatements } from './statements.ts'

export interface Unfounded {
  part: string
  message: string
}

/** Every figure, body and reference that a question states as true and none of its articles has. */
export function checkStatements(question: Question, articles: ArticleFacts[]): Unfounded[] {
  const given = question.given ?? []
  const found = readStatements(question).flatMap((statement) => {
    const text = removeDenied(statement)
    // Facts of a made-up situation may be repeated in the explanation, never in an answer.
    const isFree = statement.part === '题干' || statement.part === '解析'
    const rest = isFree ? given.reduce((left, fact) => left.replaceAll(fact, '，'), text) : text
    return [
      ...checkFigures(statement, rest, question, articles),
      ...checkBodies(statement, rest, articles),
      ...checkReferences(statement, rest, articles),
    ]
  })
  const said = [...new Map(found.map((one) => [one.part + one.message, one])).values()]
  return [...said, ...checkTerms(question, articles)]
}

function checkFigures(
  { part }: Statement,
  text: string,
  question: Question,
  articles: ArticleFacts[],
): Unfounded[] {
  return readFigures(text)
    .filter((figure) => !articles.some(({ figures }) => figures.has(signOf(figure))))
    .filter((figure) => !countsOptions(figure, toPlain(text), question))
    .filter((figure) => !articles.some((article) => countsItems(figure, article)))
    .map((figure) => ({ part, message: `引用的条文里没有“${figure.written}${figure.bound ?? ''}”` }))
}

const counters = new Set('项 种 类 条 个 级 件 步 点'.split(' '))

/** 「七项职责」 of an article that lists seven. */
function countsItems({ unit, value, bound }: Figure, { listLengths }: ArticleFacts): boolean {
  return unit !== null && counters.has(unit) && bound === null && listLengths.has(value)
}

/** 「下列四个步骤」, 「哪两项」, 「这三种做法」 speak of the options. */
function countsOptions(figure: Figure, plain: string, question: Question): boolean {
  if (!('options' in question) || !counters.has(figure.unit ?? '')) return false
  if (question.kind === 'order' && figure.value === question.options.length) return true
  const before = plain.slice(0, figure.at)
  return (
    figure.value <= question.options.length &&
    /(?:哪|这|那|下列|以下|下面|上述|前|后|其余|另外|其他)$/.test(before)
  )
}

function checkBodies({ part }: Statement, text: string, articles: ArticleFacts[]): Unfounded[] {
  return readBodies(text)
    .filter((body) => !articles.some((article) => namesBody(article.text, body)))
    .map((body) => ({ part, message: `引用的条文里没有“${body.name}”` }))
}

function checkReferences({ part }: Statement, text: string, articles: ArticleFacts[]): Unfounded[] {
  return readReferences(text)
    .filter(({ kind, number }) => !articles.some(({ references }) => references.has(kind + number)))
    .map(({ written }) => ({ part, message: `说到的“${written}”与引用的条文对不上` }))
}

/** What is to be filled in is a figure or a term of the article: one accepted answer stands there as it is written. */
function checkTerms(question: Question, articles: ArticleFacts[]): Unfounded[] {
  if (question.kind !== 'blank') return []
  return question.blanks.flatMap((variants, at) => {
    const stands = variants.some((variant) =>
      readFigures(variant).length > 0
        ? true
        : articles.some(({ text }) => toPlain(text).includes(toPlain(variant))),
    )
    return stands ? [] : [{ part: `第 ${at + 1} 空`, message: `引用的条文里没有“${variants[0]}”` }]
  })
}

/** 「不是24小时」, 「业主委员会不在其列」: an explanation may name what the question has wrong, in order to deny it. */
function removeDenied({ part, text, untrue }: Statement): string {
  if (part !== '解析') return text
  const wrong = new Set(namesOf(untrue))
  const isWrong = (denied: string) => {
    const names = namesOf(denied)
    return names.length > 0 && names.every((name) => wrong.has(name))
  }
  return toPlain(text)
    .replace(/不限于[^,.;。]{1,24}/g, '，')
    .replace(deniedAfter, (clause, denied: string) => (isWrong(denied) ? '，' : clause))
    .replace(deniedBefore, (clause, denied: string) =>
      readFigures(denied).length === 0 && isWrong(denied) ? '，' : clause,
    )
}

const deniedAfter = /(?:不是|并非|而非|不等于|不只是|不能|不止|误以为|误认为)([^,.;。]{1,24})/g
const deniedBefore =
  /([^,.;。]{2,24})(?:不在其列|不在此列|不属于|不能|不是|不算|并不|不包括|不负|无权|无需|没有)[^,.;。]*/g

function namesOf(text: string): string[] {
  return [...readFigures(text).map(signOf), ...readBodies(text).map(({ name }) => name)]
}
