import { v7 } from 'uuid'
import { campaignDefinition } from '../../src/features/campaign/definition.ts'
import type { Connection } from '../../src/platform/server/database.ts'
import type { SignedInUser } from '../../src/platform/server/signed-in-user.ts'
import type { Role } from '../../src/platform/shared/permissions.ts'

const reason = { basis: '通知末段', purpose: '汇总进展' }

/** A small campaign: a weekly report with two running figures, due on 13 June 2030 at 10:00 in Shanghai. */
export const smallDefinition = campaignDefinition.parse({
  key: 'small',
  title: '安全生产月',
  shortTitle: '安全月',
  theme: '人人讲安全',
  organiser: { name: '市安委办', unit: 'city' },
  timeZone: 'Asia/Shanghai',
  startsOn: '2030-06-01',
  endsOn: '2030-06-30',
  tags: [{ key: 'county', name: '县区' }],
  units: [],
  indicators: [
    { code: 'study.sessions', group: 'study', label: '学习场次', unit: '场', rule: '每场计一次' },
    { code: 'study.people', group: 'study', label: '学习人次', unit: '人次', rule: '按签到计' },
  ],
  forms: [
    {
      key: 'weekly',
      title: '周报',
      minutes: 8,
      statistics: 'running',
      fields: [{ key: 'summary', label: '开展情况', type: 'long-text', required: true, ...reason }],
    },
  ],
  tasks: [
    {
      key: 'weekly',
      title: '每周进展',
      shortTitle: '周报',
      form: 'weekly',
      zeroReport: true,
      ...reason,
      audience: { tags: ['county'] },
      schedule: { kind: 'once', opens: '2030-06-06', due: '2030-06-13', dueTime: '10:00' },
    },
  ],
  rules: [{ key: 'falling', kind: 'not-below-previous', message: '累计数一般不应减少，请核对。' }],
})

export interface TestUnit {
  id: string
  number: number
  level: number
  code: string
  name: string
}

export interface SmallCity {
  units: Record<'city' | 'east' | 'west' | 'town', TestUnit>
  obligations: Record<'east' | 'west', string>
  addUser: (username: string, role: Role, unit: TestUnit) => Promise<SignedInUser>
}

/** A city with counties east and west (town below east), each owing one weekly report. */
export async function buildSmallCity(db: Connection): Promise<SmallCity> {
  const city = await addUnit(db, 'city', '某市', null)
  const east = await addUnit(db, 'east', '东县', city)
  const west = await addUnit(db, 'west', '西县', city)
  const town = await addUnit(db, 'town', '东镇', east)
  const campaignId = v7()
  const taskId = v7()
  const loaded = new Date('2030-05-01T00:00:00Z')
  await db
    .insertInto('campaign')
    .values({
      id: campaignId,
      key: smallDefinition.key,
      title: smallDefinition.title,
      root_unit_id: city.id,
      definition: JSON.stringify(smallDefinition),
      digest: 'small-1',
      loaded_at: loaded,
    })
    .execute()
  await db
    .insertInto('task')
    .values({ id: taskId, campaign_id: campaignId, key: 'weekly', position: 0 })
    .execute()
  const owe = async (unit: TestUnit) => {
    const id = v7()
    await db
      .insertInto('obligation')
      .values({
        id,
        campaign_id: campaignId,
        task_id: taskId,
        task_key: 'weekly',
        unit_id: unit.id,
        period_key: '2030-06-13',
        period_title: '第1次周报',
        period_start: '2030-06-06',
        period_end: '2030-06-12',
        opens_at: new Date('2030-06-06T00:00:00Z'),
        due_at: new Date('2030-06-13T02:00:00Z'),
        a0: city.number,
        a1: unit.number,
      })
      .execute()
    return id
  }
  return {
    units: { city, east, west, town },
    obligations: { east: await owe(east), west: await owe(west) },
    addUser: async (username, role, unit) => {
      await db
        .insertInto('user')
        .values({ id: username, name: username, email: `${username}@users.invalid`, username })
        .execute()
      return { id: username, username, name: username, grants: [{ role, unit }] }
    },
  }
}

async function addUnit(
  db: Connection,
  code: string,
  name: string,
  parent: TestUnit | null,
): Promise<TestUnit> {
  const id = v7()
  const level = parent ? parent.level + 1 : 0
  const { number } = await db
    .insertInto('org_unit')
    .values({ id, code, name, short_name: name, parent_id: parent?.id ?? null, level })
    .returning('number')
    .executeTakeFirstOrThrow()
  const ancestors = parent
    ? await db
        .selectFrom('org_unit')
        .select(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6'])
        .where('id', '=', parent.id)
        .executeTakeFirstOrThrow()
    : {}
  await db
    .updateTable('org_unit')
    .set({ ...ancestors, [`a${level}`]: number })
    .where('id', '=', id)
    .execute()
  return { id, number, level, code, name }
}
