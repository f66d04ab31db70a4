import type { CampaignDefinition, Form } from '../campaign/definition.ts'
import type { ReportContent } from './content.ts'

/** A place of a report beside which a reviewer can put a remark. */
export interface RemarkTarget {
  /** `fields.x`, `fields.liaisons.0.mobile`, `figures.code` or `stampedScan`. */
  path: string
  label: string
}

/** All places of one report, in the order of the form; a list offers itself and each value in it. */
export function listRemarkTargets(
  content: ReportContent,
  form: Form,
  definition: Pick<CampaignDefinition, 'indicators'>,
): RemarkTarget[] {
  return [
    ...form.fields.flatMap((field): RemarkTarget[] => {
      const path = `fields.${field.key}`
      const whole = { path, label: field.label }
      const value = content.fields[field.key]
      if (field.type !== 'list' || !Array.isArray(value)) return [whole]
      const inner = value.flatMap((_, index) =>
        field.fields.map((one) => ({
          path: `${path}.${index}.${one.key}`,
          label: `${field.label} ${index + 1} · ${one.label}`,
        })),
      )
      return [whole, ...inner]
    }),
    ...(form.statistics ? definition.indicators : []).map((one) => ({
      path: `figures.${one.code}`,
      label: `${one.label}（${one.unit}）`,
    })),
    { path: 'stampedScan', label: '盖章扫描件' },
  ]
}
