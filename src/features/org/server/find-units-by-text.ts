import type { UnitScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { pinyinOf } from '../../../platform/server/pinyin.ts'
import { type Match, matchUnits } from '../rules.ts'
import { listNames } from './queries.ts'

/** Units of the scope that a typed text may mean, best first. */
export async function findUnitsByText(
  db: Connection,
  scope: UnitScope,
  text: string,
  limit: number,
): Promise<Match[]> {
  const rows = await listNames(db, scope)
  const units = rows.map((row) => ({
    code: row.code,
    name: row.name,
    names: [row.short_name, ...row.aliases, ...row.former_names],
    pinyin: `${pinyinOf(row.name)} ${pinyinOf(row.short_name)}`,
  }))
  return matchUnits(units, text, limit)
}
