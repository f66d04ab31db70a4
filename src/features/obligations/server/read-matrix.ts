import { pinyinOf } from '../../../platform/server/pinyin.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { UnitScope } from '../../../platform/server/access.ts'
import { findTask, type CampaignDefinition } from '../../campaign/definition.ts'
import { describeState, obligationStates } from '../rules.ts'
import type { ObligationFacts } from '../rules.ts'
import { dueInForce } from './present-obligation.ts'
import { listMatrixCells, listMatrixUnits } from './queries.ts'

type Cell = [column: number, state: number, obligation: string, late: number, extended: number]

/** Units in directory order × (task, period) in order of due time within the definition's task order; two queries. */
export async function buildMatrix(
  db: Connection,
  campaign: { id: string; definition: CampaignDefinition },
  scope: UnitScope,
  now: Date,
) {
  const [units, cells] = await Promise.all([
    listMatrixUnits(db, scope),
    listMatrixCells(db, campaign.id, scope),
  ])
  const stateIndex = new Map(obligationStates.map((state, index) => [state, index]))
  const tasks = new Map(campaign.definition.tasks.map((task, position) => [task.key, { task, position }]))

  const columns = new Map<string, { task: string; period: string; periodTitle: string; dueAt: Date }>()
  for (const cell of cells) {
    const key = `${cell.task_key} ${cell.period_key}`
    if (!columns.has(key)) {
      columns.set(key, {
        task: cell.task_key,
        period: cell.period_key,
        periodTitle: cell.period_title,
        dueAt: cell.due_at,
      })
    }
  }
  const ordered = [...columns.entries()].sort(
    ([, a], [, b]) =>
      tasks.get(a.task)!.position - tasks.get(b.task)!.position || a.dueAt.getTime() - b.dueAt.getTime(),
  )
  const columnIndex = new Map(ordered.map(([key], index) => [key, index]))

  const cellsOfUnit = new Map<string, Cell[]>()
  for (const cell of cells) {
    const state = describeState(
      {
        opensAt: cell.opens_at,
        dueAt: dueInForce(cell),
        standing: cell.standing as ObligationFacts['standing'],
        onTime: cell.on_time,
        exempted: cell.exempted_at !== null,
        dueSoonHours: tasks.get(cell.task_key)!.task.dueSoonHours,
      },
      now,
    )
    const list = cellsOfUnit.get(cell.unit_id) ?? []
    if (list.length === 0) cellsOfUnit.set(cell.unit_id, list)
    list.push([
      columnIndex.get(`${cell.task_key} ${cell.period_key}`)!,
      stateIndex.get(state)!,
      cell.id,
      cell.on_time === false ? 1 : 0,
      cell.extended_due_at ? 1 : 0,
    ])
  }

  return {
    asOf: now.toISOString(),
    states: obligationStates,
    columns: ordered.map(([, column]) => {
      const task = findTask(campaign.definition, column.task)
      return {
        task: task.key,
        taskTitle: task.title,
        shortTitle: task.shortTitle,
        period: column.period,
        periodTitle: column.periodTitle,
        dueAt: column.dueAt.toISOString(),
      }
    }),
    rows: units
      .filter((unit) => cellsOfUnit.has(unit.id))
      .map((unit) => ({
        unit: {
          code: unit.code,
          name: unit.name,
          tags: unit.tags,
          search: [
            unit.name,
            unit.short_name,
            ...unit.aliases,
            ...unit.former_names,
            pinyinOf(unit.name),
            pinyinOf(unit.short_name),
          ].join(' '),
        },
        cells: cellsOfUnit.get(unit.id)!,
      })),
  }
}
