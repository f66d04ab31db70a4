import { campaignDefinition } from '../../src/features/campaign/definition.ts'
import { adoptCampaign } from '../../src/features/ledger/server/adopt-campaign.ts'
import { inTransaction } from '../../src/platform/server/database.ts'
import type { Services } from '../../src/platform/server/services.ts'
import type { TestUnit } from './county.ts'

const reason = { basis: '通知末段', purpose: '汇总进展' }
const parents: Record<string, string | null> = {
  city: null,
  east: 'city',
  west: 'city',
  town: 'east',
  hill: 'east',
}

/** A campaign in June 2030 with a ledger: two kinds of activity, a key report on the same day, a weekly report. */
export const ledgerDefinition = campaignDefinition.parse({
  key: 'ledger',
  title: '安全生产月',
  shortTitle: '安全月',
  theme: '人人讲安全',
  organiser: { name: '市安委办', unit: 'city' },
  timeZone: 'Asia/Shanghai',
  startsOn: '2030-06-01',
  endsOn: '2030-07-31',
  tags: [{ key: 'county', name: '县区' }],
  units: Object.entries(parents).map(([code, parent]) => ({
    code,
    name: { city: '某市', east: '东县', west: '西县', town: '东镇', hill: '山镇' }[code],
    shortName: code,
    ...(parent ? { parent } : {}),
    tags: parent === 'city' ? ['county'] : [],
    aliases: [],
    formerNames: [],
    ...(code === 'west' ? { headcount: 100 } : {}),
  })),
  indicators: [
    { code: 'study.sessions', group: 'study', label: '学习场次', unit: '场', rule: '每场计一次' },
    { code: 'study.people', group: 'study', label: '学习人次', unit: '人次', rule: '按签到计' },
    { code: 'drills.sessions', group: 'drills', label: '演练场次', unit: '场', rule: '每场计一次' },
    { code: 'drills.people', group: 'drills', label: '演练人次', unit: '人次', rule: '按签到计' },
  ],
  statistics: {
    title: '统计表',
    attachmentLabel: '附件2',
    headings: ['项目', '要求', '进展'],
    headerFields: ['填报单位'],
    ...reason,
    groups: [
      {
        key: 'study',
        title: '学习',
        requirement: '集中学习',
        lines: ['{study.sessions}场，{study.people}人次'],
      },
      {
        key: 'drills',
        title: '演练',
        requirement: '开展演练',
        lines: ['{drills.sessions}场，{drills.people}人次'],
      },
    ],
  },
  forms: [
    {
      key: 'weekly',
      title: '周报',
      minutes: 8,
      statistics: 'running',
      fields: [
        {
          key: 'summary',
          label: '开展情况',
          type: 'long-text',
          required: true,
          prefill: 'activities',
          ...reason,
        },
        {
          key: 'media',
          label: '图片',
          type: 'files',
          accept: ['image', 'video'],
          prefill: 'activities',
          ...reason,
        },
      ],
    },
    {
      key: 'special',
      title: '重要活动',
      minutes: 5,
      fields: [
        {
          key: 'report',
          label: '活动情况',
          type: 'long-text',
          required: true,
          prefill: 'activities',
          ...reason,
        },
      ],
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
      schedule: {
        kind: 'recurring',
        rrule: 'FREQ=WEEKLY;BYDAY=TH',
        from: '2030-06-06',
        until: '2030-06-27',
        dueTime: '10:00',
        covers: 'previous-7-days',
        title: '第{n}次周报',
      },
    },
    {
      key: 'special',
      title: '重要活动当天报送',
      shortTitle: '特色',
      form: 'special',
      ...reason,
      audience: { tags: ['county'] },
      schedule: { kind: 'as-needed', from: '2030-06-01', until: '2030-06-30' },
    },
  ],
  rules: [{ key: 'falling', kind: 'not-below-previous', message: '累计数一般不应减少，请核对。' }],
  recording: {
    keyTask: 'special',
    dimension: { label: '五进', options: [{ value: 'school', label: '进学校' }] },
    audiences: [{ value: 'staff', label: '职工' }],
    activityTypes: [
      {
        key: 'study',
        title: '集中学习',
        group: 'study',
        basis: '通知第一条',
        counts: [
          { indicator: 'study.sessions', from: 'sessions' },
          { indicator: 'study.people', from: 'participants' },
        ],
      },
      {
        key: 'drill',
        title: '应急演练',
        group: 'drills',
        basis: '通知第二条',
        counts: [
          { indicator: 'drills.sessions', from: 'sessions' },
          { indicator: 'drills.people', from: 'participants' },
        ],
      },
    ],
  },
})

export interface LedgerCity {
  codes: string[]
  units: Record<string, TestUnit>
  /** Whether a unit is `node` or lies below it. */
  isWithin: (unit: string, node: string) => boolean
}

/** A city, two counties, two towns below the eastern one, and a loaded campaign with a ledger. */
export async function buildLedgerCity(services: Services): Promise<LedgerCity> {
  const context = { now: services.clock.now(), caller: null, address: 'test', requestId: 'test' }
  await inTransaction(services.pool, (db) => adoptCampaign(db, context, ledgerDefinition))
  const rows = await services.pool.db
    .selectFrom('org_unit')
    .select(['id', 'number', 'level', 'code', 'name'])
    .execute()
  return {
    codes: Object.keys(parents),
    units: Object.fromEntries(rows.map((row) => [row.code, row])),
    isWithin: (unit, node) => {
      for (let at: string | null = unit; at; at = parents[at] ?? null) if (at === node) return true
      return false
    },
  }
}
