import { pinyinOf } from '../../../platform/server/pinyin.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { UnitScope } from '../../../platform/server/access.ts'
import { findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import type { ObligationState } from '../contract.ts'
import { type ObligationFacts, describeState, obligationStates, readCells, signOfCell } from '../rules.ts'
import { findLateEvents } from './find-late-events.ts'
import { dueInForce } from './present-obligation.ts'
import { gatherMatrix, listMatrixUnits } from './queries.ts'

type Gathered = Awaited<ReturnType<typeof gatherMatrix>>[number]

/** Units in directory order × (task, period) in order of due time within the definition's task order; two queries. */
export async function buildMatrix(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition },
  scope: UnitScope,
  now: Date,
) {
  const [units, gathered] = await Promise.all([
    listMatrixUnits(db, scope),
    gatherMatrix(db, campaign.id, scope),
  ])
  const open = new Set(
    campaign.definition.tasks.filter((task) => task.schedule.kind === 'as-needed').map((task) => task.key),
  )
  const keyOf = (one: Gathered) =>
    open.has(one.task_key) ? one.task_key : `${one.task_key} ${one.period_key}`
  const columns = orderColumns(gathered, campaign.definition, keyOf)
  const width = columns.length
  const rowOf = new Map(units.map((unit, index) => [unit.number, index]))
  const signs = Buffer.alloc(units.length * width, '-')
  const columnOf = new Map(columns.map((column, index) => [keyOf(column), index]))
  for (const one of gathered) {
    const sign = describeSign(one, campaign.definition, now)
    const column = columnOf.get(keyOf(one))!
    for (let at = 0; at < one.units.length; at += 4) {
      const row = rowOf.get(one.units.readInt32BE(at))
      if (row === undefined) continue
      const place = row * width + column
      if (weights[sign]! > weights[signs[place]!]!) signs[place] = sign
    }
  }
  const nothing = '-'.repeat(width)
  return {
    asOf: now.toISOString(),
    states: obligationStates,
    columns: columns.map((column) => {
      const task = findTask(campaign.definition, column.task_key)
      return {
        task: task.key,
        taskTitle: task.title,
        shortTitle: task.shortTitle,
        // Events of a unit's own share one column: each has a title of its own.
        period: open.has(task.key) ? '' : column.period_key,
        periodTitle: open.has(task.key) ? task.title : column.period_title,
        dueAt: column.due_at.toISOString(),
      }
    }),
    rows: units
      .map((unit, index) => ({
        unit: { code: unit.code, name: unit.name, tags: unit.tags, search: wordsOf(unit) },
        cells: signs.toString('latin1', index * width, (index + 1) * width),
      }))
      .filter((row) => row.cells !== nothing),
    lateEvents: findLateEvents(
      gathered,
      campaign.definition,
      (number) => units[rowOf.get(number) ?? -1]?.name,
      now,
    ),
  }
}

function orderColumns(
  gathered: Gathered[],
  definition: CampaignDefinition,
  keyOf: (one: Gathered) => string,
): Gathered[] {
  const position = new Map(definition.tasks.map((task, index) => [task.key, index]))
  const columns = new Map<string, Gathered>()
  for (const one of gathered) {
    const known = columns.get(keyOf(one))
    if (!known || one.due_at < known.due_at) columns.set(keyOf(one), one)
  }
  return [...columns.values()].sort(
    (a, b) =>
      position.get(a.task_key)! - position.get(b.task_key)! ||
      a.due_at.getTime() - b.due_at.getTime() ||
      (a.period_key < b.period_key ? -1 : 1),
  )
}

/** Of several in one cell the one shows that needs somebody first. */
const urgency: ObligationState[] = [
  'exempted',
  'not-open',
  'accepted',
  'submitted',
  'submitted-late',
  'open',
  'due-soon',
  'overdue',
  'returned',
]
/** By character code, so that a cell costs one look-up. */
const weights = Uint8Array.from({ length: 128 }, (_, sign) => {
  const [cell] = readCells(String.fromCharCode(sign))
  const state = cell && obligationStates[cell.state]
  return state ? urgency.indexOf(state) + 1 : 0
})

function describeSign(one: Gathered, definition: CampaignDefinition, now: Date): number {
  const state = describeState(
    {
      opensAt: one.opens_at,
      dueAt: dueInForce(one),
      standing: one.standing as ObligationFacts['standing'],
      onTime: one.on_time,
      exempted: one.exempted,
      dueSoonHours: findTask(definition, one.task_key).dueSoonHours,
    },
    now,
  )
  return signOfCell({
    state: obligationStates.indexOf(state),
    late: one.on_time === false,
    extended: one.extended_due_at !== null,
  }).charCodeAt(0)
}

function wordsOf(unit: Awaited<ReturnType<typeof listMatrixUnits>>[number]): string {
  const names = [unit.name, unit.short_name, ...unit.aliases, ...unit.former_names]
  return [...names, pinyinOf(unit.name), pinyinOf(unit.short_name)].join(' ')
}
