import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkDefinition, listAudience, minutesInBusiestWeek } from './check-definition.ts'
import type { CampaignDefinition } from './definition.ts'
import { planPeriods } from './schedule.ts'
import { InvalidDefinition, readDefinition, sayDefinitionError } from './server/read-definition.ts'

const campaigns = path.resolve(import.meta.dirname, '../../../campaigns')
const [shipped] = (await readdir(campaigns)).sort()
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'campaign '))
  await cp(path.join(campaigns, shipped!), folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(path.join(folder, file), 'utf8')
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  await writeFile(path.join(folder, file), changed)
}
async function errorsOf(): Promise<string[]> {
  const error: unknown = await readDefinition(folder).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(InvalidDefinition)
  return (error as InvalidDefinition).errors.map(sayDefinitionError)
}
const findingsOf = async () => checkDefinition(await readDefinition(folder)).map((one) => one.message)

describe('a campaign folder', () => {
  it('is the notice as data: 35 indicators in five groups, and its deadlines', async () => {
    const definition = await readDefinition(folder)
    expect(checkDefinition(definition)).toEqual([])
    expect(definition.indicators).toHaveLength(35)
    expect(definition.statistics?.groups).toHaveLength(5)
    const due = (key: string) => {
      const task = definition.tasks.find((one) => one.key === key)!
      return planPeriods(task.schedule, definition.timeZone, definition.holidays).map((period) =>
        period.dueAt.toISOString(),
      )
    }
    expect(due('weekly')).toEqual(['02', '09', '16', '23', '30'].map((day) => `2022-06-${day}T02:00:00.000Z`))
    expect(due('plan')).toEqual(['2022-05-30T15:59:59.999Z'])
    expect(due('typical-case')).toHaveLength(7)
    expect(due('statistics')).toEqual(['2022-07-01T15:59:59.999Z'])
    const cases = definition.tasks.find((one) => one.key === 'typical-case')!
    expect(listAudience(cases, definition)).toHaveLength(7)
    expect(minutesInBusiestWeek(definition).minutes).toBeLessThan(60)
  })

  it('names file, line and field of what is wrong', async () => {
    await edit('tasks.yaml', 'dueTime: "10:00"', 'dueTime: "25:00"')
    await edit('indicators.csv', 'study.people,study,', 'study people,study,')
    const errors = await errorsOf()
    expect(errors).toContainEqual(
      expect.stringMatching(/^tasks\.yaml:\d+ 2\.schedule\.dueTime：时间须为 HH:MM/),
    )
    expect(errors).toContainEqual(expect.stringMatching(/^indicators\.csv:3 1\.code：指标代码形如/))
  })

  it.each([
    ['campaign.yaml', /^theme: .*$/m, 'thema: 写错的项', /campaign\.yaml:\d+ theme/],
    [
      'forms/weekly.yaml',
      'required: true',
      'requird: true',
      /forms\/weekly\.yaml:\d+ fields\.0\.requird：没有“requird”这一项/,
    ],
    [
      'forms/weekly.yaml',
      'basis: 通知末段, purpose: 编发简报、掌握进展 }',
      'purpose: 编发简报 }',
      /forms\/weekly\.yaml:\d+ fields\.0\.basis/,
    ],
    ['rules.yaml', 'message:', 'message: [', /rules\.yaml:\d+ 格式有误/],
    ['org-units.csv', 'jincheng,county', 'jincheng,"county', /org-units\.csv:\d+ 表格有误/],
  ])('finds a slip in %s (%s)', async (file, from, to, message) => {
    await edit(file, from, to)
    expect((await errorsOf()).join('\n')).toMatch(message)
  })

  it('says which file is missing', async () => {
    await rm(path.join(folder, 'statistics.yaml'))
    expect(await errorsOf()).toEqual(['statistics.yaml:1 找不到这个文件。'])
  })
})

describe('checking a definition', () => {
  it.each<[string, string, string | RegExp, string, RegExp]>([
    [
      'an indicator twice in the table',
      'statistics.yaml',
      '{lessons.people}',
      '{study.people}',
      /study\.people”在统计表中问了两次/,
    ],
    [
      'two indicators of one name',
      'indicators.csv',
      '公开课、大家谈、班组会场次',
      '专题研讨、集中宣讲、培训辅导场次',
      /是否同一件事/,
    ],
    [
      'a field that is an indicator',
      'forms/plan.yaml',
      'label: 说明',
      'label: 专题研讨、集中宣讲、培训辅导场次',
      /已是统计表的指标/,
    ],
    [
      'a field in two forms',
      'forms/plan.yaml',
      'label: 说明',
      'label: 通信地址',
      /“通信地址”向同一单位问了两次/,
    ],
    [
      'the same form from two tasks',
      'tasks.yaml',
      'form: summary',
      'form: plan',
      /同一张表“安全月活动方案”向同一单位要了两次/,
    ],
    [
      'a picture made compulsory',
      'forms/weekly.yaml',
      'type: files, accept: [image, video, document]',
      'type: files, required: true, accept: [image]',
      /强制要求图片或视频/,
    ],
    [
      'units ranked by counts',
      'campaign.yaml',
      'unitOrder: directory',
      'unitOrder: counts',
      /不得按数量给单位排名/,
    ],
    ['a form that does not exist', 'tasks.yaml', 'form: summary', 'form: sumary', /表单“sumary”不存在/],
    [
      'a rule about nothing',
      'rules.yaml',
      'partner: study.sessions',
      'partner: study.session',
      /指标“study\.session”不存在/,
    ],
    [
      'a parent that does not exist',
      'org-units.csv',
      '140502,jincheng,',
      '140502,jinchang,',
      /上级“jinchang”不在名录中/,
    ],
    ['an RRULE that is none', 'tasks.yaml', 'FREQ=WEEKLY;BYDAY=TH', 'FREQ=WEKLY', /rrule 无法识别|排不出/],
  ])('refuses %s', async (_, file, from, to, message) => {
    await edit(file, from, to)
    expect((await findingsOf()).join('\n')).toMatch(message)
  })

  it('accepts a compulsory picture whose purpose is stated', async () => {
    await edit(
      'forms/weekly.yaml',
      'type: files, accept: [image, video, document]',
      'type: files, required: true, requiredBecause: 法定告知须留存影像, accept: [image]',
    )
    expect(await findingsOf()).toEqual([])
  })

  it('counts minutes of the busiest week', async () => {
    const definition: CampaignDefinition = await readDefinition(folder)
    const before = minutesInBusiestWeek(definition).minutes
    definition.forms.find((form) => form.key === 'weekly')!.minutes += 10
    expect(minutesInBusiestWeek(definition).minutes).toBe(before + 10)
  })
})
