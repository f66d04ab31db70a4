import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import { chanceOf } from './plausible-report.ts'

const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭']

/** Participants whose devices are not here any more; the ids of as many as there are instants. */
export async function addCitizens(db: Connection, since: readonly Date[]): Promise<string[]> {
  if (since.length === 0) return []
  const rows = since.map((at) => ({ id: v7(), created_at: at }))
  await db.insertInto('participant').values(rows).execute()
  return rows.map((row) => row.id)
}

/** Plainly nobody's: 「张某某」. */
export function inventName(seed: string): string {
  return `${surnames[Math.floor(chanceOf(`${seed} surname`) * surnames.length)]!}某某`
}

/** Code of the unit that a citizen names: mostly a county's, the first ones more often. */
export function pickUnit({ units, tags, organiser }: CampaignDefinition, seed: string): string {
  const own = units.filter((unit) => unit.parent === organiser.unit)
  const large = own.filter((unit) => unit.tags.includes(tags[0]?.key ?? ''))
  const others = own.filter((unit) => !large.includes(unit))
  const list = large.length > 0 && (others.length === 0 || chanceOf(`${seed} county`) < 0.8) ? large : others
  return list[Math.floor(chanceOf(`${seed} unit`) ** 1.4 * list.length)]!.code
}
