import type { Form, FormField } from '../../campaign/definition.ts'
import { type ReportContent, reportContent } from '../../submissions/content.ts'
import type { DemoScript } from './demo-script.ts'

/** 0 ≤ x < 1, the same for the same name: the demo is alike on every machine. */
export function chanceOf(name: string): number {
  let hash = 0x811c9dc5
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return (hash >>> 0) / 2 ** 32
}

interface Occasion {
  unit: { code: string; name: string; county: boolean }
  task: string
  /** 0 for the first period of the task. */
  round: number
  /** A local date within the period. */
  date: string
  files: () => { id: string; caption?: string }[]
}

/** Fills any form of the definition with invented but coherent content; telephone numbers are from the unassigned range. */
export function writePlausibleReport(form: Form, script: DemoScript, occasion: Occasion): ReportContent {
  const fields: ReportContent['fields'] = {}
  for (const field of form.fields) {
    const value = fillField(field, script, occasion)
    if (value !== undefined) fields[field.key] = value as ReportContent['fields'][string]
  }
  return reportContent.parse({ fields })
}

function fillField(field: FormField, script: DemoScript, occasion: Occasion): unknown {
  const { unit, task, round } = occasion
  const seed = `${unit.code} ${task} ${round} ${field.key}`
  switch (field.type) {
    case 'files':
      return field.required ? occasion.files() : undefined
    case 'list':
      return [
        Object.fromEntries(
          field.fields.map((inner) => [inner.key, fillField(inner, script, occasion) ?? null]),
        ),
      ]
    case 'long-text':
      if (field.key === 'facts') return script.caseFacts
      return field.required
        ? `${unit.name}${pick(script.weekTexts, seed)}${pick(script.weekTexts, `${seed}2`)}`
        : undefined
    case 'text':
      if (field.prefill === 'unit-name') return unit.name
      if (field.key === 'name') return `${unit.name}联络员`.slice(0, 30)
      if (field.key === 'title') return script.caseTitle
      if (field.key === 'outlet') return `${unit.name}融媒体中心`
      return undefined
    case 'mobile':
      return `1990000${String(Math.floor(chanceOf(seed) * 10_000)).padStart(4, '0')}`
    case 'phone':
      return field.key.includes('office')
        ? `0000-2${String(Math.floor(chanceOf(seed) * 1_000_000)).padStart(6, '0')}`
        : undefined
    case 'email':
      return `${unit.code}@example.cn`
    case 'date':
      return occasion.date
    case 'whole-number':
      return Math.floor(chanceOf(seed) * 50)
    case 'choice':
      return field.options[0]!.value
  }
}

function pick(texts: string[], seed: string): string {
  return texts[Math.floor(chanceOf(seed) * texts.length)]!
}
