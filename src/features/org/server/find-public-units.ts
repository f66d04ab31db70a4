import { type Connection, prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import { pinyinOf } from '../../../platform/server/pinyin.ts'
import { ProblemError, invalidInput } from '../../../platform/shared/problem.ts'
import type { CampaignDefinition, UnitDefinition } from '../../campaign/definition.ts'
import { type Match, type NamedUnit, matchUnits } from '../rules.ts'

/** Units below the root with what they are looked for by; a definition never changes, so it is worked out once for each. */
const prepared = new WeakMap<CampaignDefinition, PublicUnit[]>()
interface PublicUnit extends NamedUnit {
  unit: UnitDefinition
}

/** Units of the campaign that a typed text may mean, best first; the root itself is nobody's own unit. */
export function findPublicUnits(
  definition: CampaignDefinition,
  today: string,
  text: string,
  limit: number,
): Match[] {
  return matchUnits(listPublicUnits(definition, today), text, limit)
}

/** What to choose from without typing: the units next below the root, under the name of their first tag. */
export function groupPublicUnits(definition: CampaignDefinition, today: string) {
  const top = listPublicUnits(definition, today)
    .map(({ unit }) => unit)
    .filter((unit) => unit.parent === definition.organiser.unit)
  const groups = definition.tags.map(({ key, name }) => ({
    label: name,
    units: top.filter((unit) => unit.tags[0] === key).map(({ code, name }) => ({ code, name })),
  }))
  return groups.filter((group) => group.units.length > 0)
}

const findUnits = prepareStatement<{ id: string; code: string; name: string }, { codes: string[] }>(
  'select id, code, name from org_unit where code = any(:codes)',
)

const findUnit = gather(async (db, codes: string[]) => {
  const rows = await findUnits(db, { codes: [...new Set(codes)] })
  return codes.map((code) => rows.find((row) => row.code === code) ?? null)
})

/** The unit that a citizen named; throws `invalid-input` at `unit` for one that is not of this campaign. */
export async function namePublicUnit(
  db: Connection,
  definition: CampaignDefinition,
  today: string,
  code: string,
): Promise<{ id: string; code: string; name: string }> {
  const known = listPublicUnits(definition, today).some((unit) => unit.code === code)
  const unit = known ? await findUnit(db, code) : null
  if (unit) return unit
  const message = '没有这个单位，请从提示中选择县（市、区）或者部门。'
  throw new ProblemError(invalidInput, { detail: message, errors: [{ path: 'unit', message }] })
}

function listPublicUnits(definition: CampaignDefinition, today: string): PublicUnit[] {
  const units = prepared.get(definition) ?? prepareUnits(definition)
  prepared.set(definition, units)
  return units.filter(
    ({ unit }) => (!unit.validFrom || unit.validFrom <= today) && (!unit.validTo || today <= unit.validTo),
  )
}

function prepareUnits({ units, organiser }: CampaignDefinition): PublicUnit[] {
  const parents = new Map(units.map((unit) => [unit.code, unit.parent]))
  const isBelowRoot = (code: string) => {
    for (let at = parents.get(code); at; at = parents.get(at)) if (at === organiser.unit) return true
    return false
  }
  return units
    .filter((unit) => isBelowRoot(unit.code))
    .map((unit) => ({
      unit,
      code: unit.code,
      name: unit.name,
      names: [unit.shortName, ...unit.aliases, ...unit.formerNames],
      pinyin: `${pinyinOf(unit.name)} ${pinyinOf(unit.shortName)}`,
    }))
}
