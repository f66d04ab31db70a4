import { createHash } from 'node:crypto'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { listAudience } from '../check-definition.ts'
import type { CampaignDefinition, UnitDefinition } from '../definition.ts'
import { type Period, planPeriods } from '../schedule.ts'

export interface WantedObligation extends Period {
  task: string
  unit: string
}

interface StoredObligation {
  id: string
  task: string
  unit: string
  key: string
  title: string
  start: string
  end: string
  opensAt: Date
  dueAt: Date
  reported: boolean
  withdrawn: boolean
}

/** What loading would change; nothing that was reported is ever dropped. */
export interface CampaignPlan {
  digest: string
  unchanged: boolean
  /** Chinese sentences, in the order in which a clerk would check them. */
  lines: string[]
  units: { add: UnitDefinition[]; change: UnitDefinition[] }
  tasks: { add: string[]; retire: string[] }
  obligations: {
    add: WantedObligation[]
    change: (WantedObligation & { id: string })[]
    withdraw: string[]
    restore: (WantedObligation & { id: string })[]
  }
}

export function digestOf(definition: CampaignDefinition): string {
  return createHash('sha256').update(canonicalJson(definition)).digest('hex')
}

export async function planCampaign(db: Connection, definition: CampaignDefinition): Promise<CampaignPlan> {
  const digest = digestOf(definition)
  const campaign = await db
    .selectFrom('campaign')
    .where('key', '=', definition.key)
    .select(['id', 'digest', 'title'])
    .executeTakeFirst()
  const units = await compareUnits(db, definition)
  const tasks = await compareTasks(db, campaign?.id, definition)
  const obligations = await compareObligations(db, campaign?.id, definition)
  const lines = [
    ...(campaign ? [] : [`新活动：${definition.title}`]),
    ...units.lines,
    ...tasks.add.map((key) => `新增任务：${titleOf(definition, key)}`),
    ...tasks.retire.map((key) => `停用任务：${key}（已报内容保留）`),
    ...obligations.lines,
    ...(campaign && campaign.digest !== digest
      ? ['活动定义有改动，将记为新的一版（旧报送仍按旧版阅读）。']
      : []),
  ]
  return { digest, unchanged: lines.length === 0, lines, units, tasks, obligations }
}

async function compareUnits(db: Connection, definition: CampaignDefinition) {
  const rows = await db
    .selectFrom('org_unit as u')
    .leftJoin('org_unit as p', 'p.id', 'u.parent_id')
    .selectAll('u')
    .select('p.code as parent_code')
    .execute()
  const stored = new Map(rows.map((row) => [row.code, row]))
  const add = definition.units.filter((unit) => !stored.has(unit.code))
  const change = definition.units.filter((unit, position) => {
    const row = stored.get(unit.code)
    if (!row) return false
    const same = {
      name: row.name,
      shortName: row.short_name,
      divisionCode: row.division_code,
      parent: row.parent_code,
      tags: row.tags,
      aliases: row.aliases,
      formerNames: row.former_names,
      headcount: row.headcount,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      position: row.position,
    }
    const wanted = {
      name: unit.name,
      shortName: unit.shortName,
      divisionCode: unit.divisionCode ?? null,
      parent: unit.parent ?? null,
      tags: unit.tags,
      aliases: unit.aliases,
      formerNames: unit.formerNames,
      headcount: unit.headcount ?? null,
      validFrom: unit.validFrom ?? null,
      validTo: unit.validTo ?? null,
      position,
    }
    return canonicalJson(same) !== canonicalJson(wanted)
  })
  return {
    add,
    change,
    lines: [
      ...sayNames(
        '新增单位',
        add.map((unit) => unit.name),
      ),
      ...sayNames(
        '更改单位',
        change.map((unit) => unit.name),
      ),
    ],
  }
}

async function compareTasks(db: Connection, campaignId: string | undefined, definition: CampaignDefinition) {
  const rows = campaignId
    ? await db
        .selectFrom('task')
        .where('campaign_id', '=', campaignId)
        .select(['key', 'retired_at'])
        .execute()
    : []
  const active = new Set(rows.filter((row) => !row.retired_at).map((row) => row.key))
  const wanted = new Set(definition.tasks.map((task) => task.key))
  return {
    add: [...wanted].filter((key) => !active.has(key)),
    retire: [...active].filter((key) => !wanted.has(key)),
  }
}

async function compareObligations(
  db: Connection,
  campaignId: string | undefined,
  definition: CampaignDefinition,
) {
  const wanted = listWanted(definition)
  const stored = campaignId ? await listStored(db, campaignId) : []
  const byKey = new Map(stored.map((one) => [keyOf(one.task, one.unit, one.key), one]))
  const wantedKeys = new Set(wanted.map((one) => keyOf(one.task, one.unit, one.key)))
  const asNeeded = new Set(
    definition.tasks.filter((task) => task.schedule.kind === 'as-needed').map((task) => task.key),
  )
  const add: WantedObligation[] = []
  const change: (WantedObligation & { id: string })[] = []
  const restore: (WantedObligation & { id: string })[] = []
  const kept: StoredObligation[] = []
  for (const one of wanted) {
    const found = byKey.get(keyOf(one.task, one.unit, one.key))
    if (!found) add.push(one)
    else if (found.withdrawn) restore.push({ ...one, id: found.id })
    else if (!isSame(found, one)) {
      // Punctuality belongs to the content that was sent: its deadline is not moved afterwards by a file.
      if (found.reported && found.dueAt.getTime() !== one.dueAt.getTime()) kept.push(found)
      else change.push({ ...one, id: found.id })
    }
  }
  const gone = stored.filter(
    (one) => !one.withdrawn && !asNeeded.has(one.task) && !wantedKeys.has(keyOf(one.task, one.unit, one.key)),
  )
  const withdraw = gone.filter((one) => !one.reported)
  const say = (verb: string, list: { task: string; key: string; title: string; unit: string }[]) =>
    sayGroups(verb, list, definition)
  return {
    add,
    change,
    restore,
    withdraw: withdraw.map((one) => one.id),
    lines: [
      ...say('新增应报', add),
      ...change.flatMap((one) => {
        const local = localOfInstant(one.dueAt, definition.timeZone)
        return one === change.find((other) => other.task === one.task && other.key === one.key)
          ? [
              `更改期限：${titleOf(definition, one.task)} ${one.title} 改为 ${local.date} ${local.time.slice(0, 5)}`,
            ]
          : []
      }),
      ...say('恢复应报', restore),
      ...say('撤销应报（尚未报送）', withdraw),
      ...say(
        '不再要求但已报送，保留',
        gone.filter((one) => one.reported),
      ),
      ...say('已报送，期限不随定义改动', kept),
    ],
  }
}

function listWanted(definition: CampaignDefinition): WantedObligation[] {
  const units = new Map(definition.units.map((unit) => [unit.code, unit]))
  return definition.tasks.flatMap((task) => {
    const periods = planPeriods(task.schedule, definition.timeZone, definition.holidays)
    return listAudience(task, definition).flatMap((code) =>
      periods
        .filter((period) => isValid(units.get(code)!, period))
        .map((period) => ({ ...period, title: period.title || task.title, task: task.key, unit: code })),
    )
  })
}

/** A unit that began later or had ended owes nothing for that period. */
function isValid(unit: UnitDefinition, period: Period): boolean {
  return (!unit.validFrom || unit.validFrom <= period.end) && (!unit.validTo || unit.validTo >= period.start)
}

async function listStored(db: Connection, campaignId: string): Promise<StoredObligation[]> {
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .leftJoin('draft as d', 'd.obligation_id', 'o.id')
    .where('o.campaign_id', '=', campaignId)
    .select([
      'o.id',
      'o.task_key',
      'u.code',
      'o.period_key',
      'o.period_title',
      'o.period_start',
      'o.period_end',
      'o.opens_at',
      'o.due_at',
      'o.standing',
      'o.withdrawn_at',
      'd.version',
    ])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    task: row.task_key,
    unit: row.code,
    key: row.period_key,
    title: row.period_title,
    start: row.period_start,
    end: row.period_end,
    opensAt: row.opens_at,
    dueAt: row.due_at,
    reported: row.standing !== 'none' || row.version !== null,
    withdrawn: row.withdrawn_at !== null,
  }))
}

function isSame(stored: StoredObligation, wanted: WantedObligation): boolean {
  return (
    stored.title === wanted.title &&
    stored.start === wanted.start &&
    stored.end === wanted.end &&
    stored.opensAt.getTime() === wanted.opensAt.getTime() &&
    stored.dueAt.getTime() === wanted.dueAt.getTime()
  )
}

const keyOf = (task: string, unit: string, period: string) => `${task} ${unit} ${period}`

function titleOf(definition: CampaignDefinition, taskKey: string): string {
  return definition.tasks.find((task) => task.key === taskKey)?.title ?? taskKey
}

function sayNames(verb: string, names: string[]): string[] {
  if (names.length === 0) return []
  const shown = names.slice(0, 8).join('、')
  return [`${verb} ${names.length} 个：${shown}${names.length > 8 ? '等' : ''}`]
}

/** One line per (task, period) with the number of units. */
function sayGroups(
  verb: string,
  list: { task: string; key: string; title: string; unit: string }[],
  definition: CampaignDefinition,
): string[] {
  const groups = new Map<string, { text: string; count: number }>()
  for (const one of list) {
    const title = titleOf(definition, one.task)
    const text = one.title && one.title !== title ? `${title} ${one.title}` : title
    const group = groups.get(`${one.task} ${one.key}`) ?? { text, count: 0 }
    group.count += 1
    groups.set(`${one.task} ${one.key}`, group)
  }
  return [...groups.values()].map((group) => `${verb}：${group.text}，${group.count} 个单位`)
}
