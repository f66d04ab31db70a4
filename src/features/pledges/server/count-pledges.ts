import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { type PledgeDefinition, channelKeys } from '../../campaign/public-part.ts'
import type { PledgeCounts } from '../contract.ts'
import { type Head, countByUnit, listUnitsShown } from './queries.ts'

/** How many signed, by unit in directory order (never ranked), audience and day. */
export async function countPledges(db: Connection, campaign: CampaignInForce, head: Head) {
  const [self, ...below] = await listUnitsShown(db, head)
  const pledges: PledgeCounts[] = []
  for (const pledge of campaign.definition.public.pledges) {
    const rows = await countByUnit(db, campaign.id, channelKeys.pledge(pledge.key), head)
    const of = (number: number) => rows.filter((row) => row.unit === number)
    const units = below.length > 0 ? below : [self!]
    pledges.push({
      key: pledge.key,
      title: pledge.title,
      ...sumUp(pledge, rows),
      units: units.map(({ number, code, name }) => ({ code, name, ...sumUp(pledge, of(number)) })),
      own: addPeople(below.length > 0 ? of(self!.number) : []),
      days: sumByDay(rows),
    })
  }
  return { unit: { code: self!.code, name: self!.name }, pledges }
}

interface Counted {
  audience: string
  day: string
  people: number
}

/** An audience that the definition has no more keeps its figure under its key. */
function sumUp(pledge: PledgeDefinition, rows: Counted[]) {
  const known = pledge.audiences.map(({ key, title }) => ({ key, title }))
  const gone = [...new Set(rows.map((row) => row.audience))].filter(
    (key) => !known.some((one) => one.key === key),
  )
  return {
    people: addPeople(rows),
    audiences: [...known, ...gone.map((key) => ({ key, title: key }))].map((one) => ({
      ...one,
      people: addPeople(rows.filter((row) => row.audience === one.key)),
    })),
  }
}

/** From the first day to the last; a day without anybody is a day with nobody. */
function sumByDay(rows: Counted[]): { day: string; people: number }[] {
  const days = rows.map((row) => row.day).sort()
  const all: { day: string; people: number }[] = []
  for (let day = days[0]; day && day <= days.at(-1)!; day = dayAfter(day))
    all.push({ day, people: addPeople(rows.filter((row) => row.day === day)) })
  return all
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

function addPeople(rows: { people: number }[]): number {
  return rows.reduce((sum, row) => sum + row.people, 0)
}
