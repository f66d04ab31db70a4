import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import type { z } from 'zod'
import { listUnknownKeys, parseYaml } from '../../../platform/server/documents/parse-yaml.ts'
import { type CampaignDefinition, campaignDefinition } from '../definition.ts'

/** One thing wrong in a campaign folder, at the place where a clerk finds it. */
export interface DefinitionError {
  file: string
  line: number
  field: string
  message: string
}

export class InvalidDefinition extends Error {
  readonly errors: DefinitionError[]
  constructor(errors: DefinitionError[]) {
    super(errors.map(sayDefinitionError).join('\n'))
    this.errors = errors
  }
}

export function sayDefinitionError(error: DefinitionError): string {
  return `${error.file}:${error.line} ${error.field ? `${error.field}：` : ''}${error.message}`
}

const publicFiles = ['portal', 'contests', 'pledges', 'topics', 'consultations'] as const

/** A part of the definition with the way back from a path in it to a line. */
interface Part {
  file: string
  value: unknown
  lineOf: (at: PropertyKey[]) => number
}

/** Reads and validates a folder. Throws `InvalidDefinition` with every error that can be found at once. */
export async function readDefinition(folder: string): Promise<CampaignDefinition> {
  const errors: DefinitionError[] = []
  const yaml = (file: string) => readYaml(folder, file, errors)
  const files = new Set(await readdir(folder).catch(() => [] as string[]))
  const top = await yaml('campaign.yaml')
  const [statistics, tasks, rules] = [
    await yaml('statistics.yaml'),
    await yaml('tasks.yaml'),
    await yaml('rules.yaml'),
  ]
  // A campaign may do without a ledger and without a map.
  const recording = files.has('recording.yaml') ? await yaml('recording.yaml') : null
  const map = files.has('map.yaml') ? await yaml('map.yaml') : null
  const publicParts = new Map<string, Part>()
  for (const name of publicFiles) {
    const part = existsSync(path.join(folder, `public/${name}.yaml`))
      ? await yaml(`public/${name}.yaml`)
      : null
    if (part) publicParts.set(name, part)
  }
  const forms: Part[] = []
  for (const name of await listForms(folder)) {
    const part = await yaml(`forms/${name}`)
    if (part) forms.push(part)
  }
  const indicators = await readTable(folder, 'indicators.csv', errors, (row) => row)
  const units = await readTable(folder, 'org-units.csv', errors, toUnit)
  if (errors.length > 0 || !top) throw new InvalidDefinition(errors)

  const raw = {
    ...(top.value as object),
    ...(statistics ? { statistics: statistics.value } : {}),
    tasks: tasks?.value ?? [],
    rules: rules?.value ?? [],
    ...(recording ? { recording: recording.value } : {}),
    ...(map ? { map: map.value } : {}),
    public: Object.fromEntries([...publicParts].map(([name, part]) => [name, part.value])),
    forms: forms.map((part) => part.value),
    indicators: indicators?.value ?? [],
    units: units?.value ?? [],
  }
  const locate = (at: PropertyKey[]): Pick<DefinitionError, 'file' | 'line' | 'field'> => {
    const [section, ...rest] = at
    const inForm = section === 'forms' ? forms[Number(rest[0])] : undefined
    const inPublic = section === 'public' ? publicParts.get(String(rest[0])) : undefined
    const part =
      inForm ??
      inPublic ??
      { statistics, tasks, rules, recording, map, indicators, units }[String(section)] ??
      top
    const inside = inForm || inPublic ? rest.slice(1) : part === top ? at : rest
    return { file: part.file, line: part.lineOf(inside), field: inside.map(String).join('.') }
  }
  const result = campaignDefinition.safeParse(raw)
  if (!result.success) {
    throw new InvalidDefinition(
      result.error.issues
        .flatMap((issue) => flatten(issue))
        .map((one) => ({ ...locate(one.path), message: one.message })),
    )
  }
  const unknown = listUnknownKeys(raw, result.data, [])
  if (unknown.length > 0) {
    throw new InvalidDefinition(
      unknown.map((at) => ({ ...locate(at), message: `没有“${String(at.at(-1))}”这一项，是否写错了？` })),
    )
  }
  return result.data
}

async function listForms(folder: string): Promise<string[]> {
  const names = await readdir(path.join(folder, 'forms')).catch(() => [])
  return names.filter((name) => name.endsWith('.yaml')).sort()
}

async function readText(folder: string, file: string, errors: DefinitionError[]): Promise<string | null> {
  try {
    return (await readFile(path.join(folder, file), 'utf8')).replace(/^\uFEFF/, '')
  } catch {
    errors.push({ file, line: 1, field: '', message: '找不到这个文件。' })
    return null
  }
}

async function readYaml(folder: string, file: string, errors: DefinitionError[]): Promise<Part | null> {
  const text = await readText(folder, file, errors)
  if (text === null) return null
  const { value, lineOf, errors: broken } = parseYaml(text)
  for (const error of broken) errors.push({ file, field: '', ...error })
  return { file, value, lineOf }
}

async function readTable(
  folder: string,
  file: string,
  errors: DefinitionError[],
  convert: (row: Record<string, string>) => unknown,
): Promise<Part | null> {
  const text = await readText(folder, file, errors)
  if (text === null) return null
  try {
    const rows = parseCsv(text, {
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as {
      record: Record<string, string>
      info: { lines: number }
    }[]
    return {
      file,
      value: rows.map((row) => convert(row.record)),
      lineOf: (at) => rows[Number(at[0])]?.info.lines ?? 1,
    }
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    errors.push({ file, line, field: '', message: `表格有误：${(error as Error).message}` })
    return null
  }
}

/** Lists are separated by `;`; an empty cell is an absent value. */
function toUnit(row: Record<string, string>): unknown {
  const list = (text: string | undefined) => (text ?? '').split(/[;；]/).filter(Boolean)
  const { tags, aliases, formerNames, ...rest } = row
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  return { ...present, tags: list(tags), aliases: list(aliases), formerNames: list(formerNames) }
}

/** The errors inside a union that speak of the branch the clerk meant: the one whose `type` fits. */
function flatten(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0)
    return [{ path: issue.path, message: issue.message }]
  const misfit = (branch: z.core.$ZodIssue[]) => branch.some((one) => one.path[0] === 'type')
  const branch = issue.errors.find((one) => !misfit(one)) ?? issue.errors[0]!
  return branch.flatMap((one) => flatten({ ...one, path: [...issue.path, ...one.path] } as z.core.$ZodIssue))
}
