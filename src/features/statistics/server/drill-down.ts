import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { Table } from './build-table.ts'
import { listFigureNotes } from './queries.ts'

/** One number of the table opened: every unit whose report counts, also those that left it blank. */
export async function openNumber(db: Connection, table: Table, indicator: string) {
  const index = table.codes.indexOf(indicator)
  if (index < 0) throw new ProblemError(notFound)
  const counted = table.units.filter((unit) => unit.submissionId !== null)
  const notes = await listFigureNotes(
    db,
    counted.map((unit) => unit.submissionId!),
  )
  return {
    indicator,
    total: table.totals[index]!.value,
    asOf: table.asOf.toISOString(),
    items: counted.map((unit) => ({
      code: unit.code,
      name: unit.name,
      value: unit.values![index] ?? null,
      note: notes.get(unit.submissionId!)?.[indicator] ?? null,
      submissionId: unit.submissionId!,
      periodTitle: unit.periodTitle!,
      submittedAt: unit.submittedAt!,
    })),
  }
}
