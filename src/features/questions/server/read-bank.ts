import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { listUnknownKeys, parseYaml } from '../../../platform/server/documents/parse-yaml.ts'
import { type BankFile, bankFileSchema } from '../question.ts'

/** One thing wrong in a folder of questions, at the place where a clerk finds it. */
export interface BankFailure {
  /** `questions/safety-law.yaml` */
  file: string
  line: number
  /** The question's key; empty where the file itself is meant. */
  key: string
  message: string
}

export interface ReadBank {
  file: string
  bank: BankFile
  lineOf: (question: number) => number
}

/** Every file `questions/*.yaml` of a campaign's folder; none when it has no bank. */
export async function readBanks(folder: string): Promise<{ banks: ReadBank[]; failures: BankFailure[] }> {
  const names = await readdir(path.join(folder, 'questions')).catch(() => [] as string[])
  const banks: ReadBank[] = []
  const failures: BankFailure[] = []
  for (const name of names.filter((one) => one.endsWith('.yaml')).sort()) {
    const text = await readFile(path.join(folder, 'questions', name), 'utf8')
    const read = readBank(`questions/${name}`, text)
    if ('bank' in read) banks.push(read)
    else failures.push(...read.failures)
  }
  return { banks, failures }
}

function readBank(file: string, text: string): ReadBank | { failures: BankFailure[] } {
  const { value, errors, lineOf } = parseYaml(text.replace(/^\uFEFF/, ''))
  if (errors.length > 0) return { failures: errors.map((one) => ({ file, key: '', ...one })) }
  const say = (at: PropertyKey[], message: string): BankFailure => ({
    file,
    line: lineOf(at),
    key: keyAt(value, at),
    message: `${at[0] === 'questions' ? at.slice(2).join('.') : at.join('.')}：${message}`.replace(/^：/, ''),
  })
  const parsed = bankFileSchema.safeParse(value)
  if (!parsed.success) return { failures: parsed.error.issues.map((one) => say(one.path, one.message)) }
  const unknown = listUnknownKeys(value, parsed.data, [])
  const failures = unknown.map((at) => say(at, `没有“${String(at.at(-1))}”这一项，是否写错了？`))
  if (file !== `questions/${parsed.data.key}.yaml`)
    failures.push(say(['key'], `文件名应与代号相同：${parsed.data.key}.yaml`))
  parsed.data.questions.forEach((question, index) => {
    for (const tag of question.tags)
      if (!(tag in parsed.data.tags))
        failures.push(say(['questions', index, 'tags'], `标签“${tag}”没有在文件开头说明`))
  })
  if (failures.length > 0) return { failures }
  return { file, bank: parsed.data, lineOf: (index) => lineOf(['questions', index]) }
}

function keyAt(value: unknown, at: PropertyKey[]): string {
  if (at[0] !== 'questions' || at.length < 2) return ''
  const question = (value as { questions?: unknown[] }).questions?.[Number(at[1])]
  const key = (question as { key?: unknown } | undefined)?.key
  return typeof key === 'string' ? key : `第 ${Number(at[1]) + 1} 题`
}
