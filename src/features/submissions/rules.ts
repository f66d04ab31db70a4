import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { CampaignDefinition, Form, FormField, SimpleField } from '../campaign/definition.ts'
import type { FieldError } from '../../platform/shared/problem.ts'
import type { FieldValue, FileReference, ReportContent } from './content.ts'

/** A doubt that never blocks: the writer corrects or explains, the reviewer sees it. */
export interface Question {
  path: string
  message: string
  previous?: number | null
}

type ItemValue = string | number | null

/**
 * What is wrong with a report against its form, in sentences that say what to do.
 * A zero report asks nothing; unknown fields and codes are refused, so nothing is stored that no form asked for.
 */
export function findErrors(content: ReportContent, form: Form, definition: CampaignDefinition): FieldError[] {
  const errors: FieldError[] = []
  const known = new Map(form.fields.map((field) => [field.key, field]))
  for (const key of Object.keys(content.fields)) {
    if (!known.has(key)) errors.push({ path: `fields.${key}`, message: '表中没有这一项，请刷新页面。' })
  }
  if (!content.zeroReport) {
    for (const field of form.fields) errors.push(...findFieldErrors(field, content.fields[field.key]))
  }
  errors.push(...findFigureErrors(content, form, definition))
  return errors
}

function findFigureErrors(content: ReportContent, form: Form, definition: CampaignDefinition): FieldError[] {
  const errors: FieldError[] = []
  const codes = new Set(form.statistics ? definition.indicators.map((one) => one.code) : [])
  for (const [code, value] of Object.entries(content.figures)) {
    if (!codes.has(code))
      errors.push({ path: `figures.${code}`, message: '统计表中没有这一项，请刷新页面。' })
    else if (value !== null && !(Number.isInteger(value) && value >= 0)) {
      errors.push({ path: `figures.${code}`, message: '请填不小于 0 的整数；没有发生填 0，不掌握请留空。' })
    } else if (value !== null && value > 1_000_000_000) {
      errors.push({ path: `figures.${code}`, message: '数字超过十亿，请核对。' })
    }
  }
  for (const code of Object.keys(content.figureNotes)) {
    if (!codes.has(code))
      errors.push({ path: `figureNotes.${code}`, message: '统计表中没有这一项，请刷新页面。' })
  }
  if (form.statistics === 'final' && !content.zeroReport && !hasFigures(content)) {
    errors.push({ path: 'figures', message: '统计表尚未填写任何数字；没有发生的请填 0。' })
  }
  return errors
}

/**
 * A number that is not the ledger's own needs its reason beside it: the office sees both. Where the ledger has no
 * record a number is free.
 */
export function findUnexplained(
  content: ReportContent,
  ledgerFigures: Record<string, number | null>,
): FieldError[] {
  if (content.zeroReport) return []
  return Object.entries(ledgerFigures).flatMap(([code, recorded]) => {
    const value = content.figures[code] ?? null
    if (recorded === null || value === recorded || content.figureNotes[code]?.trim()) return []
    return [
      {
        path: `figures.${code}`,
        message: `台账数是 ${recorded}，${value === null ? '这里留空了' : `这里填的是 ${value}`}。请改用台账数，或在“注”里写明原因。`,
      },
    ]
  })
}

export function hasFigures(content: ReportContent): boolean {
  return Object.values(content.figures).some((value) => value !== null)
}

function findFieldErrors(field: FormField, value: FieldValue | undefined): FieldError[] {
  const path = `fields.${field.key}`
  if (field.type === 'files') {
    const files = Array.isArray(value) ? value : []
    if (value !== undefined && value !== null && !isFileList(value))
      return [{ path, message: `${field.label}：附件格式有误。` }]
    if (field.required && files.length === 0) return [{ path, message: `请上传${field.label}。` }]
    return files.length > field.max ? [{ path, message: `${field.label}最多 ${field.max} 个。` }] : []
  }
  if (field.type === 'list') {
    if (value !== undefined && value !== null && !isItemList(value))
      return [{ path, message: `${field.label}：格式有误。` }]
    const items = (value ?? []) as Record<string, ItemValue>[]
    const minimum = Math.max(field.min, field.required ? 1 : 0)
    if (items.length < minimum) return [{ path, message: `请至少填写 ${minimum} ${field.itemLabel}。` }]
    if (items.length > field.max)
      return [{ path, message: `${field.label}最多 ${field.max} ${field.itemLabel}。` }]
    return items.flatMap((item, index) =>
      field.fields.flatMap((inner) =>
        findSimpleErrors(inner, item[inner.key], `${path}.${index}.${inner.key}`),
      ),
    )
  }
  if (Array.isArray(value)) return [{ path, message: `${field.label}：格式有误。` }]
  return findSimpleErrors(field, value, path)
}

function isFileList(value: FieldValue): value is FileReference[] {
  return Array.isArray(value) && value.every((one) => typeof (one as FileReference).id === 'string')
}

function isItemList(value: FieldValue): value is Record<string, ItemValue>[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object')
}

function findSimpleErrors(field: SimpleField, value: ItemValue | undefined, path: string): FieldError[] {
  const fail = (message: string): FieldError[] => [{ path, message }]
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
    return field.required ? fail(`请填写${field.label}。`) : []
  }
  if (field.type === 'whole-number') {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      return fail(`${field.label}请填不小于 0 的整数。`)
    return field.max !== undefined && value > field.max ? fail(`${field.label}不能超过 ${field.max}。`) : []
  }
  if (typeof value !== 'string') return fail(`${field.label}：格式有误。`)
  const text = value.trim()
  switch (field.type) {
    case 'text':
    case 'long-text':
      return text.length > field.maxLength
        ? fail(`${field.label}不能超过 ${field.maxLength} 字，现有 ${text.length} 字。`)
        : []
    case 'mobile':
      return isMobile(text) ? [] : fail('请填写 11 位手机号码。')
    case 'phone':
      return /^[0-9+()（）\-— ]{5,30}(转\d{1,6})?$/.test(text)
        ? []
        : fail('请填写电话号码，如 0123-4567890。')
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text) && text.length <= 200
        ? []
        : fail('请填写正确的电子邮箱，如 name@example.cn。')
    case 'date':
      return isDate(text) ? [] : fail('请填写日期，如 2030-06-15。')
    case 'choice':
      return field.options.some((option) => option.value === text) ? [] : fail(`请选择${field.label}。`)
  }
}

/** Numbers of the mainland's mobile ranges; other regions' with their country code. */
export function isMobile(text: string): boolean {
  const compact = text.replace(/[\s-]/g, '')
  if (/^1[3-9]\d{9}$/.test(compact)) return true
  return compact.startsWith('+') && (parsePhoneNumberFromString(compact)?.isValid() ?? false)
}

function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Doubts by the definition's rules: cumulative figures that fall, a count without its partner. */
export function findQuestions(
  content: ReportContent,
  definition: CampaignDefinition,
  previousFigures: Record<string, number | null>,
): Question[] {
  const labels = new Map(definition.indicators.map((one) => [one.code, one.label]))
  return definition.rules.flatMap((rule): Question[] => {
    const codes = rule.indicators.length > 0 ? rule.indicators : definition.indicators.map((one) => one.code)
    return codes.flatMap((code): Question[] => {
      const value = content.figures[code]
      if (value === undefined || value === null) return []
      const path = `figures.${code}`
      const label = labels.get(code) ?? code
      if (rule.kind === 'not-below-previous') {
        const previous = previousFigures[code]
        if (previous === undefined || previous === null || value >= previous) return []
        return [{ path, previous, message: `${label}：累计数由 ${previous} 降为 ${value}。${rule.message}` }]
      }
      const partner = rule.partner ? content.figures[rule.partner] : undefined
      return value > 0 && (partner === undefined || partner === null || partner === 0)
        ? [{ path, message: `${label}：${rule.message}` }]
        : []
    })
  })
}

/** What changed between two revisions, as a person reads it, in the order of the form. */
export function findDifferences(
  before: ReportContent,
  after: ReportContent,
  form: Form,
  definition: CampaignDefinition,
): { path: string; label: string; before: string; after: string }[] {
  const rows: { path: string; label: string; before: string; after: string }[] = []
  const compare = (path: string, label: string, a: string, b: string) => {
    if (a !== b) rows.push({ path, label, before: a, after: b })
  }
  compare('zeroReport', '零报告', before.zeroReport ? '是' : '否', after.zeroReport ? '是' : '否')
  for (const field of form.fields) {
    compare(
      `fields.${field.key}`,
      field.label,
      sayValue(field, before.fields[field.key]),
      sayValue(field, after.fields[field.key]),
    )
  }
  for (const indicator of form.statistics ? definition.indicators : []) {
    const say = (content: ReportContent) => String(content.figures[indicator.code] ?? '')
    compare(`figures.${indicator.code}`, indicator.label, say(before), say(after))
    const note = (content: ReportContent) => content.figureNotes[indicator.code] ?? ''
    compare(`figureNotes.${indicator.code}`, `${indicator.label}（说明）`, note(before), note(after))
  }
  compare('stampedScan', '盖章扫描件', sayFiles(before.stampedScan), sayFiles(after.stampedScan))
  return rows
}

function sayFiles(files: FileReference[]): string {
  return files.length === 0
    ? ''
    : `${files.length} 个文件（${files.map((one) => one.id.slice(-6)).join('、')}）`
}

function sayValue(field: FormField, value: FieldValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (field.type === 'files') return sayFiles(value as FileReference[])
  if (field.type === 'list') {
    return (value as Record<string, ItemValue>[])
      .map((item) =>
        field.fields
          .map((inner) => String(item[inner.key] ?? ''))
          .filter(Boolean)
          .join('，'),
      )
      .join('；')
  }
  if (field.type === 'choice')
    return field.options.find((option) => option.value === value)?.label ?? String(value)
  return String(value)
}

/** Files a report points to, with the field that names them. */
export function listFileReferences(
  content: ReportContent,
  form: Form,
): { field: string; fileId: string; caption: string | null }[] {
  const of = (field: string, files: FileReference[]) =>
    files.map((one) => ({ field, fileId: one.id, caption: one.caption ?? null }))
  return [
    ...form.fields.flatMap((field) => {
      const value = content.fields[field.key]
      return field.type === 'files' && Array.isArray(value) ? of(field.key, value as FileReference[]) : []
    }),
    ...of('stampedScan', content.stampedScan),
  ]
}

/** Values in the definition's order; blank stays null. */
export function orderFigures(content: ReportContent, definition: CampaignDefinition): (number | null)[] {
  return definition.indicators.map((one) => content.figures[one.code] ?? null)
}

export function nameFigures(
  values: (number | null)[],
  definition: CampaignDefinition,
): Record<string, number | null> {
  return Object.fromEntries(definition.indicators.map((one, index) => [one.code, values[index] ?? null]))
}
