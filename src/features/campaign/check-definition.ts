import type { CampaignDefinition, Form, FormField, Task } from './definition.ts'
import { type CheckFinding, checkMap, checkRecording } from './check-recording.ts'
import { planPeriods } from './schedule.ts'

/** What is wrong with a definition that reads well: references, and what 国办函〔2026〕12号 forbids. */
export function checkDefinition(definition: CampaignDefinition): CheckFinding[] {
  return [
    ...checkReferences(definition),
    ...checkStatistics(definition),
    ...checkAskedTwice(definition),
    ...checkPictures(definition),
    ...checkSchedules(definition),
    ...checkRecording(definition),
    ...checkMap(definition),
    ...(definition.unitOrder === 'counts'
      ? [{ where: 'unitOrder', message: '不得按数量给单位排名；请改为 directory（按名录顺序）。' }]
      : []),
  ]
}

function checkReferences(definition: CampaignDefinition): CheckFinding[] {
  const findings: CheckFinding[] = []
  const say = (where: string, message: string) => findings.push({ where, message })
  const units = new Map(definition.units.map((unit) => [unit.code, unit]))
  const tags = new Set(definition.tags.map((tag) => tag.key))
  const forms = new Set(definition.forms.map((form) => form.key))
  const codes = new Set(definition.indicators.map((one) => one.code))
  for (const [what, keys] of [
    ['单位代码', definition.units.map((one) => one.code)],
    ['表单', definition.forms.map((one) => one.key)],
    ['任务', definition.tasks.map((one) => one.key)],
    ['规则', definition.rules.map((one) => one.key)],
  ] as const) {
    for (const key of duplicates(keys)) say(what, `“${key}”出现了两次。`)
  }
  for (const unit of definition.units) {
    if (unit.parent && !units.has(unit.parent)) say(`单位 ${unit.code}`, `上级“${unit.parent}”不在名录中。`)
    else if (depthOf(unit.code, units) > 6) say(`单位 ${unit.code}`, '上级关系成环，或超过七级。')
    for (const tag of unit.tags) if (!tags.has(tag)) say(`单位 ${unit.code}`, `标签“${tag}”没有定义。`)
    if (unit.validFrom && unit.validTo && unit.validTo < unit.validFrom)
      say(`单位 ${unit.code}`, '有效期止于开始之前。')
  }
  for (const name of duplicates(
    definition.units.flatMap((one) => [...new Set([one.name, one.shortName, ...one.aliases])]),
  ))
    say('单位名录', `“${name}”指向两个单位，无法按名称识别。`)
  if (!units.has(definition.organiser.unit))
    say('organiser.unit', `“${definition.organiser.unit}”不在名录中。`)
  for (const task of definition.tasks) {
    if (!forms.has(task.form)) say(`任务 ${task.key}`, `表单“${task.form}”不存在。`)
    for (const tag of task.audience.tags ?? [])
      if (!tags.has(tag)) say(`任务 ${task.key}`, `标签“${tag}”没有定义。`)
    for (const code of [...(task.audience.units ?? []), ...task.audience.except])
      if (!units.has(code)) say(`任务 ${task.key}`, `单位“${code}”不在名录中。`)
    if (listAudience(task, definition).length === 0) say(`任务 ${task.key}`, '没有任何单位需要报送。')
  }
  for (const rule of definition.rules) {
    for (const code of [...rule.indicators, ...(rule.partner ? [rule.partner] : [])])
      if (!codes.has(code)) say(`规则 ${rule.key}`, `指标“${code}”不存在。`)
  }
  return findings
}

function checkStatistics(definition: CampaignDefinition): CheckFinding[] {
  const { statistics } = definition
  const asked = definition.forms.some((form) => form.statistics)
  if (!statistics)
    return asked ? [{ where: 'statistics.yaml', message: '有表单要填统计表，但没有统计表。' }] : []
  const inLines = statistics.groups.flatMap((group) =>
    group.lines.flatMap((line) =>
      [...line.matchAll(/\{([^}]+)\}/g)].map((match) => ({ code: match[1]!, group: group.key })),
    ),
  )
  const findings = duplicates(inLines.map((one) => one.code)).map((code) => ({
    where: 'statistics.yaml',
    message: `指标“${code}”在统计表中问了两次。`,
  }))
  const known = new Map(definition.indicators.map((one) => [one.code, one]))
  for (const { code, group } of inLines) {
    const found = known.get(code)
    if (!found) findings.push({ where: 'statistics.yaml', message: `{${code}} 不在 indicators.csv 中。` })
    else if (found.group !== group)
      findings.push({
        where: 'indicators.csv',
        message: `“${code}”的分组应为 ${group}，写的是 ${found.group}。`,
      })
  }
  const placed = new Set(inLines.map((one) => one.code))
  for (const one of definition.indicators)
    if (!placed.has(one.code))
      findings.push({ where: 'indicators.csv', message: `“${one.code}”没有出现在统计表中。` })
  return findings
}

/** Nothing is asked twice: neither an indicator nor, of the same unit, a field. A value filled in for the unit is not asked. */
function checkAskedTwice(definition: CampaignDefinition): CheckFinding[] {
  const findings: CheckFinding[] = []
  const indicators = definition.indicators
  for (const code of duplicates(indicators.map((one) => one.code)))
    findings.push({ where: 'indicators.csv', message: `指标“${code}”问了两次。` })
  for (const label of duplicates(indicators.map((one) => one.label)))
    findings.push({ where: 'indicators.csv', message: `两个指标都叫“${label}”，是否同一件事？` })
  const labels = new Set(indicators.map((one) => one.label))

  const asked = definition.tasks.flatMap((task) => {
    const form = definition.forms.find((one) => one.key === task.form)
    return form ? [{ task, form, audience: new Set(listAudience(task, definition)) }] : []
  })
  for (const form of definition.forms) {
    for (const field of form.fields.flatMap(withInner)) {
      if (labels.has(field.label))
        findings.push({
          where: `表单 ${form.key}.${field.key}`,
          message: `“${field.label}”已是统计表的指标，不要再问。`,
        })
    }
    for (const label of duplicates(form.fields.map((one) => one.label)))
      findings.push({ where: `表单 ${form.key}`, message: `“${label}”在一张表里问了两次。` })
  }
  for (const [index, a] of asked.entries()) {
    for (const b of asked.slice(index + 1)) {
      if (![...a.audience].some((code) => b.audience.has(code))) continue
      const where = `任务 ${a.task.key} 与 ${b.task.key}`
      if (a.form.key === b.form.key)
        findings.push({ where, message: `同一张表“${a.form.title}”向同一单位要了两次。` })
      else {
        for (const label of shared(a.form, b.form))
          findings.push({ where, message: `“${label}”向同一单位问了两次。` })
        if (a.form.statistics && a.form.statistics === b.form.statistics)
          findings.push({ where, message: '统计表的数字向同一单位要了两次。' })
      }
    }
  }
  return findings
}

function withInner(field: FormField): { key: string; label: string }[] {
  return field.type === 'list' ? [field, ...field.fields] : [field]
}

function shared(a: Form, b: Form): string[] {
  const ask = (form: Form) =>
    form.fields
      .filter((field) => !('prefill' in field && field.prefill))
      .flatMap((field) => [field.key, field.label])
  const other = new Set(ask(b))
  return ask(a).filter((one) => other.has(one))
}

/** 国办函〔2026〕12号: no compulsory pictures as proof of work (拍照留痕) unless nothing else can prove it. */
function checkPictures(definition: CampaignDefinition): CheckFinding[] {
  return definition.forms.flatMap((form) =>
    form.fields.flatMap((field) =>
      field.type === 'files' && field.required && !field.accept.includes('document') && !field.requiredBecause
        ? [
            {
              where: `表单 ${form.key}.${field.key}`,
              message: `“${field.label}”强制要求图片或视频，却没有写明必须的理由（requiredBecause）。`,
            },
          ]
        : [],
    ),
  )
}

function checkSchedules(definition: CampaignDefinition): CheckFinding[] {
  return definition.tasks.flatMap((task) => {
    if (task.schedule.kind === 'as-needed') return []
    try {
      const periods = planPeriods(task.schedule, definition.timeZone, definition.holidays)
      if (periods.length === 0)
        return [{ where: `任务 ${task.key}`, message: '排不出任何一期，请核对日期和 rrule。' }]
      return periods
        .filter((period) => period.dueAt <= period.opensAt)
        .map((period) => ({
          where: `任务 ${task.key}`,
          message: `${period.key} 一期的截止时间不晚于开始时间。`,
        }))
    } catch (error) {
      return [{ where: `任务 ${task.key}`, message: `rrule 无法识别：${(error as Error).message}` }]
    }
  })
}

/** Codes of the units a task asks, in directory order: all that carry one of its tags or are named, without the exceptions. */
export function listAudience(task: Task, definition: CampaignDefinition): string[] {
  const { tags = [], units = [], except } = task.audience
  return definition.units
    .filter((unit) => unit.tags.some((tag) => tags.includes(tag)) || units.includes(unit.code))
    .map((unit) => unit.code)
    .filter((code) => !except.includes(code))
}

/** Periods that a task yields × minutes of its form; an as-needed task asks nothing by itself. */
export function countMinutes(task: Task, definition: CampaignDefinition): number {
  const form = definition.forms.find((one) => one.key === task.form)
  if (!form || task.schedule.kind === 'as-needed') return 0
  return planPeriods(task.schedule, definition.timeZone, definition.holidays).length * form.minutes
}

/**
 * The largest number of minutes that any unit is asked for in one calendar week (Monday to Sunday, by due date):
 * the figure that `campaign check` prints.
 */
export function minutesInBusiestWeek(definition: CampaignDefinition): {
  minutes: number
  week: string
  unit: string
} {
  const weeks = new Map<string, number>()
  let busiest = { minutes: 0, week: '', unit: '' }
  for (const task of definition.tasks) {
    const form = definition.forms.find((one) => one.key === task.form)
    if (!form || task.schedule.kind === 'as-needed') continue
    const periods = planPeriods(task.schedule, definition.timeZone, definition.holidays)
    for (const unit of listAudience(task, definition)) {
      for (const period of periods) {
        const week = mondayOf(period.key)
        const minutes = (weeks.get(`${unit} ${week}`) ?? 0) + form.minutes
        weeks.set(`${unit} ${week}`, minutes)
        if (minutes > busiest.minutes) busiest = { minutes, week, unit }
      }
    }
  }
  return busiest
}

/** Average minutes a week that the unit asked most is asked for, over the weeks of the campaign in which something is due. */
export function minutesPerWeek(definition: CampaignDefinition): number {
  const perUnit = new Map<string, { minutes: number; weeks: Set<string> }>()
  for (const task of definition.tasks) {
    const form = definition.forms.find((one) => one.key === task.form)
    if (!form || task.schedule.kind === 'as-needed') continue
    const periods = planPeriods(task.schedule, definition.timeZone, definition.holidays)
    for (const unit of listAudience(task, definition)) {
      const sum = perUnit.get(unit) ?? { minutes: 0, weeks: new Set() }
      sum.minutes += periods.length * form.minutes
      for (const period of periods) sum.weeks.add(mondayOf(period.key))
      perUnit.set(unit, sum)
    }
  }
  const averages = [...perUnit.values()].map((one) => one.minutes / one.weeks.size)
  return averages.length === 0 ? 0 : Math.round(Math.max(...averages) * 10) / 10
}

function mondayOf(date: string): string {
  const at = new Date(`${date.slice(0, 10)}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  return at.toISOString().slice(0, 10)
}

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}

/** Levels above a unit; 99 in a circle. */
function depthOf(code: string, units: Map<string, { parent?: string | undefined }>): number {
  let depth = 0
  for (let at = units.get(code)?.parent; at; at = units.get(at)?.parent) if (++depth > 98) return 99
  return depth
}
