import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { ContestParticipation } from '../desk-contract.ts'
import { countByDay, countByUnit } from './desk-queries.ts'
import type { ContestInForce } from './find-contest.ts'

export async function readParticipation(
  db: Connection,
  { campaign, contest }: ContestInForce,
  scope: UnitScope,
): Promise<ContestParticipation> {
  const of = { campaign: campaign.id, contest: contest.key, scope }
  const pass = contest.passPoints ?? null
  const rows = await countByUnit(db, of, pass)
  const present = ({ people, attempts, passed }: { people: number; attempts: number; passed: number }) => ({
    people,
    attempts,
    passedShare: pass === null || people === 0 ? null : passed / people,
  })
  const sum = (name: 'people' | 'attempts' | 'passed') => rows.reduce((total, row) => total + row[name], 0)
  return {
    title: contest.title,
    total: present({ people: sum('people'), attempts: sum('attempts'), passed: sum('passed') }),
    units: rows.map((row) => ({ unit: { code: row.code, name: row.name }, ...present(row) })),
    days: await countByDay(db, of),
  }
}
