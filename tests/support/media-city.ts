import { campaignDefinition } from '../../src/features/campaign/definition.ts'
import { adoptCampaign } from '../../src/features/ledger/server/adopt-campaign.ts'
import { inTransaction } from '../../src/platform/server/database.ts'
import type { Services } from '../../src/platform/server/services.ts'
import { type Client, type TestApp, startTestApp } from './app.ts'
import type { TestUnit } from './county.ts'
import { ledgerDefinition } from './ledger-city.ts'

const reason = { basis: '通知第四条', purpose: '汇总' }
const record = (indicator: string) => [{ indicator, from: 'record' }]

/** The campaign of the ledger's tests with media clippings, typical cases and their monthly report. */
const mediaDefinition = campaignDefinition.parse({
  ...ledgerDefinition,
  indicators: [
    ...ledgerDefinition.indicators,
    ...[
      ['tour.progress', '进展报道', '条'],
      ['tour.exposures', '曝光问题', '个'],
      ['tour.cases', '典型案例', '个'],
      ['tour.penalties', '双罚案例', '个'],
    ].map(([code, label, unit]) => ({ code, group: 'tour', label, unit, rule: '每件计一次' })),
  ],
  forms: [
    ...ledgerDefinition.forms,
    {
      key: 'typical-case',
      title: '典型案例',
      minutes: 5,
      fields: [
        {
          key: 'cases',
          label: '典型案例',
          itemLabel: '个',
          type: 'list',
          min: 1,
          max: 10,
          required: true,
          prefill: 'cases',
          ...reason,
          fields: [
            { key: 'title', label: '名称', type: 'text', required: true, ...reason },
            { key: 'facts', label: '事实', type: 'long-text', required: true, ...reason },
            { key: 'legal-basis', label: '依据', type: 'long-text', ...reason },
            { key: 'penalty', label: '处理', type: 'long-text', ...reason },
            { key: 'flags', label: '情形', type: 'text', ...reason },
            { key: 'outlet', label: '媒体', type: 'text', required: true, ...reason },
            { key: 'exposed-on', label: '曝光日期', type: 'date', required: true, ...reason },
          ],
        },
      ],
    },
  ],
  tasks: [
    ...ledgerDefinition.tasks,
    {
      key: 'typical-case',
      title: '每月典型案例',
      shortTitle: '案例',
      form: 'typical-case',
      ...reason,
      audience: { tags: ['county'] },
      schedule: {
        kind: 'recurring',
        rrule: 'FREQ=MONTHLY;BYMONTHDAY=-1',
        from: '2030-06-01',
        until: '2030-07-31',
        covers: 'same-month',
        opensDaysBefore: 30,
        title: '{month}月典型案例',
      },
    },
  ],
  recording: {
    ...ledgerDefinition.recording,
    clippings: {
      levels: [
        { value: 'county', label: '县级' },
        { value: 'city', label: '市级' },
      ],
      mediums: [
        { value: 'paper', label: '报纸' },
        { value: 'website', label: '网站' },
      ],
      topics: [
        { value: 'general', label: '活动报道' },
        { value: 'progress', label: '进展成效', counts: record('tour.progress') },
        {
          value: 'exposure',
          label: '曝光问题',
          counts: [{ indicator: 'tour.exposures', from: 'quantity' }],
        },
      ],
    },
    cases: {
      task: 'typical-case',
      counts: record('tour.cases'),
      flags: [
        { value: 'double-penalty', label: '一案双罚', counts: record('tour.penalties') },
        { value: 'criminal-transfer', label: '行刑衔接', counts: record('tour.penalties') },
      ],
    },
  },
})

export interface MediaCity {
  app: TestApp
  east: Client
  west: Client
  office: Client
}

/** On 20 June 2030: a city, two counties, two towns below the eastern one; who records for each county, and who reviews. */
export async function startMediaCity(): Promise<MediaCity> {
  const app = await startTestApp({ now: '2030-06-20T02:00:00Z' })
  const units = await buildMediaCity(app.services)
  await app.addUser('east', 'liaison', units.east!.id)
  await app.addUser('west', 'liaison', units.west!.id)
  await app.addUser('office', 'reviewer', units.city!.id)
  return {
    app,
    east: await app.signIn('east'),
    west: await app.signIn('west'),
    office: await app.signIn('office'),
  }
}

/** What a unit and all below it have in the ledger, by code; `range` is more of the query. */
export async function readFigures(client: Client, unit: string, range = ''): Promise<Record<string, number>> {
  const { body } = await client.call('GET', `/api/campaigns/ledger/ledger/figures?unit=${unit}${range}`)
  return Object.fromEntries(
    body.figures.flatMap((one: { code: string; value: number | null }) =>
      one.value === null ? [] : [[one.code, one.value]],
    ),
  )
}

/** A city, two counties, two towns below the eastern one. */
export async function buildMediaCity(services: Services): Promise<Record<string, TestUnit>> {
  const context = { now: services.clock.now(), caller: null, address: 'test', requestId: 'test' }
  await inTransaction(services.pool, (db) => adoptCampaign(db, context, mediaDefinition))
  const rows = await services.pool.db
    .selectFrom('org_unit')
    .select(['id', 'number', 'level', 'code', 'name'])
    .execute()
  return Object.fromEntries(rows.map((row) => [row.code, row]))
}
