import { compareValues } from '../rules.ts'
import { type FoundSnapshot, tableOfSnapshot } from './snapshots.ts'

/** Totals and, unit by unit, the numbers that differ; units without a difference are left out. */
export function compareTables(from: FoundSnapshot, to: FoundSnapshot) {
  const before = tableOfSnapshot(from.content)
  const after = tableOfSnapshot(to.content)
  const codes = [...new Set([...after.codes, ...before.codes])]
  const totalsOf = (table: typeof before) =>
    Object.fromEntries(table.totals.map((one) => [one.code, one.value]))
  const unitsOf = (table: typeof before) =>
    new Map(
      table.units.map((unit) => [
        unit.code,
        Object.fromEntries(table.codes.map((code, index) => [code, unit.values?.[index] ?? null])),
      ]),
    )
  const [unitsBefore, unitsAfter] = [unitsOf(before), unitsOf(after)]
  const [totalsBefore, totalsAfter] = [totalsOf(before), totalsOf(after)]
  const listed = [...after.units, ...before.units.filter((unit) => !unitsAfter.has(unit.code))]
  return {
    from: from.summary,
    to: to.summary,
    totals: codes.map((code) => ({
      code,
      from: totalsBefore[code] ?? null,
      to: totalsAfter[code] ?? null,
    })),
    units: listed
      .map((unit) => ({
        code: unit.code,
        name: unit.name,
        changes: compareValues(codes, unitsBefore.get(unit.code) ?? {}, unitsAfter.get(unit.code) ?? {}),
      }))
      .filter((unit) => unit.changes.length > 0),
  }
}
