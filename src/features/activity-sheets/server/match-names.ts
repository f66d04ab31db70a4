import type { Connection } from '../../../platform/server/database.ts'
import { pinyinOf } from '../../../platform/server/pinyin.ts'
import { type NamedUnit, matchUnits, normalise } from '../../org/rules.ts'

type Found = { code: string } | { wrong: string }

/** Finds units by name, alias or former name, exactly; what is only similar is proposed, never taken. */
export async function createNameMatcher(db: Connection): Promise<(text: string) => Found> {
  const rows = await db
    .selectFrom('org_unit')
    .select(['code', 'name', 'short_name', 'aliases', 'former_names'])
    .execute()
  const units: NamedUnit[] = rows.map((row) => ({
    code: row.code,
    name: row.name,
    names: [row.short_name, ...row.aliases, ...row.former_names],
    pinyin: '',
  }))
  const exact = new Map<string, NamedUnit[]>()
  for (const unit of units)
    for (const name of new Set([unit.name, ...unit.names].map(normalise)))
      exact.set(name, [...(exact.get(name) ?? []), unit])
  const answers = new Map<string, Found>()
  let compared = 0

  function find(text: string): Found {
    const wanted = normalise(text)
    const same = exact.get(wanted) ?? []
    const named = same.length > 1 ? same.filter((one) => normalise(one.name) === wanted) : same
    if (named.length === 1) return { code: named[0]!.code }
    if (same.length > 1)
      return { wrong: `“${text}”可能是${same.map((one) => one.name).join('或')}，请写全称。` }
    // Comparing with every name costs; a sheet of wrong names gets proposals for its first ones.
    compared += 1
    const near = compared > 200 ? undefined : matchUnits(withPinyin(units), text, 1)[0]
    return { wrong: near ? `没有“${text}”，是否指${near.name}？` : `名录中没有“${text}”。` }
  }
  return (text) => {
    const known = answers.get(text)
    if (known) return known
    const answer = find(text)
    answers.set(text, answer)
    return answer
  }
}

function withPinyin(units: NamedUnit[]): NamedUnit[] {
  for (const unit of units) unit.pinyin ||= pinyinOf(unit.name)
  return units
}
