import { z } from 'zod'
import { publicPart } from './public-part.ts'
import { recording } from './recording.ts'

/**
 * A campaign as data: what `campaigns/<key>/` says, compiled to one JSON value by `server/read-definition.ts`.
 * Server, browser and documents read this shape; nothing in `src/` names a city or a year.
 */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, '代码须为小写字母、数字和连字符，以字母开头')
const localDate = z.iso.date('日期须为 YYYY-MM-DD')
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间须为 HH:MM')

/** Where a request comes from and why it is made; every requested item carries one (国办函〔2026〕12号). */
const reason = { basis: z.string().min(2), purpose: z.string().min(2) }

const fieldBase = {
  key,
  label: z.string().min(1),
  help: z.string().optional(),
  ...reason,
  required: z.boolean().default(false),
  /** Contact data: masked unless the reader holds `personal-data.read` or the unit is their own. */
  personal: z.boolean().default(false),
}

export const simpleField = z.discriminatedUnion('type', [
  z.object({
    ...fieldBase,
    type: z.literal('text'),
    maxLength: z.int().positive().default(200),
    prefill: z.enum(['unit-name', 'previous']).optional(),
  }),
  z.object({
    ...fieldBase,
    type: z.literal('long-text'),
    maxLength: z.int().positive().default(5000),
    /** Written beforehand from the ledger's records of the period. */
    prefill: z.enum(['activities']).optional(),
  }),
  z.object({ ...fieldBase, type: z.literal('mobile') }),
  z.object({ ...fieldBase, type: z.literal('phone') }),
  z.object({ ...fieldBase, type: z.literal('email') }),
  z.object({ ...fieldBase, type: z.literal('date') }),
  z.object({ ...fieldBase, type: z.literal('whole-number'), max: z.int().positive().optional() }),
  z.object({
    ...fieldBase,
    type: z.literal('choice'),
    options: z.array(z.object({ value: z.string(), label: z.string() })).min(1),
  }),
])
export type SimpleField = z.infer<typeof simpleField>

export const formField = z.union([
  simpleField,
  z.object({
    ...fieldBase,
    type: z.literal('files'),
    accept: z.array(z.enum(['image', 'video', 'document'])).min(1),
    max: z.int().positive().default(20),
    /** Pictures chosen beforehand from the ledger's records of the period. */
    prefill: z.enum(['activities']).optional(),
    /** What only a picture can prove; without it `campaign check` refuses a compulsory picture or video. */
    requiredBecause: z.string().min(6).optional(),
  }),
  /** Repeated group, e.g. several liaisons; the value is an array of objects. */
  z.object({
    ...fieldBase,
    type: z.literal('list'),
    itemLabel: z.string(),
    min: z.int().min(0).default(0),
    max: z.int().positive().default(20),
    prefill: z.enum(['previous', 'cases']).optional(),
    fields: z.array(simpleField).min(1),
  }),
])
export type FormField = z.infer<typeof formField>

export const form = z.object({
  key,
  title: z.string(),
  /** Minutes that filling it takes, counted into the burden printed by `campaign check`. */
  minutes: z.number().positive(),
  /** Minutes of a zero report. */
  zeroMinutes: z.number().positive().default(1),
  fields: z.array(formField),
  /**
   * The statistics table inside the form. `running`: optional cumulative figures to date.
   * `final`: confirms the figures, prefilled from the last running ones, so nothing is asked twice.
   */
  statistics: z.enum(['running', 'final']).optional(),
})
export type Form = z.infer<typeof form>

export const indicator = z.object({
  code: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/, '指标代码形如 group.name'),
  group: key,
  /** Short name for lists and spreadsheet headings; the official wording is in the statistics table's lines. */
  label: z.string().min(2),
  unit: z.enum(['场', '人次', '个', '项', '条', '条/份', '次', '场/次']),
  /** How one counts, in a sentence. */
  rule: z.string().min(4),
})
export type Indicator = z.infer<typeof indicator>

export const statisticsTable = z.object({
  title: z.string(),
  attachmentLabel: z.string(),
  headings: z.tuple([z.string(), z.string(), z.string()]),
  /** Line above the table, with the blanks of the official form. */
  headerFields: z.array(z.string()),
  ...reason,
  groups: z.array(
    z.object({
      key,
      /** 活动项目, may have line breaks. */
      title: z.string(),
      /** 内容要求. */
      requirement: z.string(),
      /** 进展情况: official wording, `{indicator.code}` where the form has `(  )`. */
      lines: z.array(z.string()).min(1),
    }),
  ),
})
export type StatisticsTable = z.infer<typeof statisticsTable>

export const schedule = z.discriminatedUnion('kind', [
  /** One period for the campaign. A bare date as `due` includes that day unless `inclusive: false`. */
  z.object({
    kind: z.literal('once'),
    opens: localDate,
    due: localDate,
    dueTime: localTime.optional(),
    inclusive: z.boolean().default(true),
    title: z.string().optional(),
  }),
  z.object({
    kind: z.literal('recurring'),
    /** iCalendar RRULE (RFC 5545) without DTSTART; its dates are due dates. */
    rrule: z.string(),
    from: localDate,
    until: localDate,
    /** Without it the due date's whole day counts. */
    dueTime: localTime.optional(),
    /** The days that a report speaks of, from its due date. */
    covers: z.enum([
      'same-day',
      'previous-day',
      'previous-7-days',
      'previous-week',
      'same-month',
      'previous-month',
      'ten-days',
      'statistical-month',
    ]),
    /** Days before the due date on which it opens. */
    opensDaysBefore: z.int().min(0).default(7),
    /** Days between the end of what is covered and the due date, for lags of `previous-*`. */
    holidayShift: z.enum(['none', 'next-working-day', 'previous-working-day']).default('none'),
    /** With {n}, {start}, {end}, {due}, {month}. */
    title: z.string(),
  }),
  /** 及时: a unit opens one whenever there is something to report; due at the end of that day. */
  z.object({
    kind: z.literal('as-needed'),
    from: localDate,
    until: localDate,
    dueTime: localTime.optional(),
  }),
])
export type Schedule = z.infer<typeof schedule>

export const task = z.object({
  key,
  title: z.string(),
  /** Matrix heading, at most six characters. */
  shortTitle: z.string().max(6),
  form: key,
  ...reason,
  audience: z.object({
    tags: z.array(key).optional(),
    units: z.array(z.string()).optional(),
    except: z.array(z.string()).default([]),
  }),
  schedule,
  zeroReport: z.boolean().default(false),
  dueSoonHours: z.number().positive().default(24),
  review: z.enum(['one-level', 'two-level']).default('one-level'),
})
export type Task = z.infer<typeof task>

export const validationRule = z.object({
  key,
  /** `not-below-previous` questions cumulative figures; `requires` questions a count without its partner. */
  kind: z.enum(['not-below-previous', 'requires']),
  indicators: z.array(z.string()).default([]),
  partner: z.string().optional(),
  message: z.string(),
})

export const unitDefinition = z.object({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  divisionCode: z.string().optional(),
  parent: z.string().optional(),
  tags: z.array(z.string()),
  aliases: z.array(z.string()),
  formerNames: z.array(z.string()),
  /** People of the unit; numbers above it are remarked upon, never refused. */
  headcount: z.coerce.number().int().min(1).optional(),
  validFrom: localDate.optional(),
  validTo: localDate.optional(),
})
export type UnitDefinition = z.infer<typeof unitDefinition>

export const campaignDefinition = z.object({
  key,
  title: z.string(),
  shortTitle: z.string(),
  theme: z.string(),
  documentNumber: z.string().optional(),
  organiser: z.object({ name: z.string(), /** The unit whose subtree takes part. */ unit: z.string() }),
  timeZone: z.string(),
  startsOn: localDate,
  endsOn: localDate,
  /** Names of unit tags, in the order in which groups of units are listed. */
  tags: z.array(z.object({ key, name: z.string() })),
  holidays: z
    .array(z.object({ date: localDate, name: z.string(), working: z.boolean().default(false) }))
    .default([]),
  units: z.array(unitDefinition),
  indicators: z.array(indicator),
  statistics: statisticsTable.optional(),
  forms: z.array(form),
  tasks: z.array(task),
  rules: z.array(validationRule).default([]),
  recording: recording.default(recording.parse({})),
  public: publicPart.default(publicPart.parse({})),
  /** A schematic picture of the city: where units lie to each other, without borders. Rows from north, columns from west. */
  map: z
    .array(z.object({ unit: z.string(), row: z.int().min(1).max(30), column: z.int().min(1).max(30) }))
    .default([]),
  /** How units may be ordered in public; `counts` is refused by the check. */
  unitOrder: z.enum(['directory', 'counts']).default('directory'),
})
export type CampaignDefinition = z.infer<typeof campaignDefinition>

export function findForm(definition: CampaignDefinition, formKey: string): Form {
  const found = definition.forms.find((one) => one.key === formKey)
  if (!found) throw new Error(`definition ${definition.key} has no form ${formKey}`)
  return found
}

export function findTask(definition: CampaignDefinition, taskKey: string): Task {
  const found = definition.tasks.find((one) => one.key === taskKey)
  if (!found) throw new Error(`definition ${definition.key} has no task ${taskKey}`)
  return found
}
