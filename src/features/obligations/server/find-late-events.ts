import type { CampaignDefinition } from '../../campaign/definition.ts'
import { dueInForce } from './present-obligation.ts'
import type { gatherMatrix } from './queries.ts'

type Gathered = Awaited<ReturnType<typeof gatherMatrix>>[number]

/** More than anybody chases from one list. */
const atMost = 200

/**
 * Reports on events of units' own (当天报送) whose due time has passed without one in force, the latest due first.
 * The matrix shows them in one column, which has no due time to chase by.
 */
export function findLateEvents(
  gathered: Gathered[],
  definition: CampaignDefinition,
  nameOf: (unitNumber: number) => string | undefined,
  now: Date,
) {
  const asNeeded = new Map(
    definition.tasks.filter((task) => task.schedule.kind === 'as-needed').map((task) => [task.key, task]),
  )
  const events = new Map<
    string,
    { due: Date; title: string; task: string; period: string; units: string[] }
  >()
  for (const one of gathered) {
    const due = dueInForce(one)
    const owed = !one.exempted && (one.standing === 'none' || one.standing === 'returned')
    if (!asNeeded.has(one.task_key) || !owed || now <= due) continue
    const key = `${one.task_key} ${one.period_key}`
    const event = events.get(key) ?? {
      due,
      title: one.period_title,
      task: one.task_key,
      period: one.period_key,
      units: [],
    }
    for (let at = 0; at < one.units.length; at += 4) {
      const name = nameOf(one.units.readInt32BE(at))
      if (name !== undefined) event.units.push(name)
    }
    events.set(key, event)
  }
  return [...events.values()]
    .sort((a, b) => b.due.getTime() - a.due.getTime() || (a.period < b.period ? -1 : 1))
    .slice(0, atMost)
    .map(({ due, title, task, period, units }) => ({
      task,
      taskTitle: asNeeded.get(task)!.title,
      period,
      periodTitle: title,
      dueAt: due.toISOString(),
      units,
    }))
}
