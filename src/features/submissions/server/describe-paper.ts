import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { type CampaignDefinition, type FormField, findForm } from '../../campaign/definition.ts'
import type { SubmissionView } from '../contract.ts'

/** A report as a paper says it. */
export interface PaperModel {
  title: string
  subtitle: string
  /** Absent where the office reports to itself. */
  recipient: string | null
  text: { kind: 'heading' | 'subheading' | 'text'; text: string }[]
  /** Names of files that go with the paper. */
  files: string[]
  figures: PaperFigures | null
  pictures: { id: string; caption: string }[]
  unit: string
  date: string
  fileName: string
}

export interface PaperFigures {
  title: string
  groups: { title: string; lines: { label: string; unit: string; value: number | null }[] }[]
  notes: string[]
}

export function describePaper(definition: CampaignDefinition, submission: SubmissionView): PaperModel {
  const { obligation, content } = submission
  const form = findForm(definition, obligation.task.form)
  const { date } = localOfInstant(new Date(submission.submittedAt), definition.timeZone)
  const unit = obligation.unit.name
  const of = (kind: 'image' | 'other') =>
    submission.files.filter(
      (one) => (one.kind === 'image' && one.field !== 'stampedScan') === (kind === 'image'),
    )
  return {
    title: `${unit}\n${form.title}`,
    subtitle: obligation.period.title,
    recipient: obligation.unit.code === definition.organiser.unit ? null : `${definition.organiser.name}：`,
    text: submission.zeroReport
      ? [{ kind: 'text', text: '本期没有需要报送的情况（零报告）。' }]
      : writeFields(form.fields, submission),
    files: of('other').map((one) => one.name),
    figures: form.statistics ? listFigures(definition, content) : null,
    pictures: of('image').map((one, index) => ({
      id: one.id,
      caption: `图${index + 1}${one.caption ? `　${one.caption}` : ''}`,
    })),
    unit,
    date: sayDate(date),
    fileName: `${unit}${form.title} ${obligation.period.title}.docx`.replaceAll(/[\\/:*?"<>|]/g, '_'),
  }
}

/** Contact data stays out: a paper is passed on. */
function writeFields(fields: FormField[], { content }: SubmissionView): PaperModel['text'] {
  const told = fields.filter(
    (field) => field.type !== 'files' && !field.personal && hasValue(content.fields[field.key]),
  )
  const texts = told.filter((field) => field.type === 'long-text')
  return told.flatMap((field): PaperModel['text'] => {
    const value = content.fields[field.key]
    if (field.type === 'list') {
      const items = value as Record<string, string | number | null>[]
      return [
        { kind: 'heading', text: field.label },
        ...items.map((item, index) => ({
          kind: 'text' as const,
          text: `${index + 1}. ${sayItem(field, item)}`,
        })),
      ]
    }
    if (field.type !== 'long-text')
      return [{ kind: 'text', text: `${field.label}：${sayValue(field, value)}` }]
    // A single text needs no heading under the paper's own title.
    const heading = texts.length > 1 ? [{ kind: 'heading' as const, text: field.label }] : []
    return [
      ...heading,
      ...String(value)
        .split(/\n+/)
        .map(nameLevel)
        .filter((one) => one.text !== ''),
    ]
  })
}

/** `一、` and `（一）` at the head of a short line are headings. */
function nameLevel(line: string): PaperModel['text'][number] {
  const text = line.trim()
  const short = text.length <= 30 && !/[。；;]$/.test(text)
  if (short && /^[一二三四五六七八九十]+、/.test(text)) return { kind: 'heading', text }
  if (short && /^[（(][一二三四五六七八九十]+[）)]/.test(text)) return { kind: 'subheading', text }
  return { kind: 'text', text }
}

function sayItem(
  list: Extract<FormField, { type: 'list' }>,
  item: Record<string, string | number | null>,
): string {
  return `${list.fields
    .filter((field) => !field.personal && hasValue(item[field.key]))
    .map((field) => `${field.label}：${sayValue(field, item[field.key])}`)
    .join('；')}。`
}

function sayValue(field: FormField, value: unknown): string {
  if (field.type === 'choice') return field.options.find((one) => one.value === value)?.label ?? String(value)
  return String(value)
}

function hasValue(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}

function listFigures(
  definition: CampaignDefinition,
  content: SubmissionView['content'],
): PaperFigures | null {
  const { figures, figureNotes } = content
  if (Object.values(figures).every((value) => value === null)) return null
  const groups =
    definition.statistics?.groups ??
    [...new Set(definition.indicators.map((one) => one.group))].map((key) => ({ key, title: '' }))
  return {
    title: `${definition.statistics?.title ?? '统计数字'}（累计数）`,
    groups: groups
      .map((group) => ({
        title: group.title.replaceAll(/\s*\n\s*/g, ''),
        lines: definition.indicators
          .filter((one) => one.group === group.key)
          .map(({ code, label, unit }) => ({ label, unit, value: figures[code] ?? null })),
      }))
      .filter((group) => group.lines.length > 0),
    notes: definition.indicators.flatMap(({ code, label }) =>
      figureNotes[code] ? [`${label}：${figureNotes[code]}`] : [],
    ),
  }
}

function sayDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}
