import { describe, expect, it } from 'vitest'
import type { CampaignDefinition, Form } from '../campaign/definition.ts'
import { reportContent } from './content.ts'
import { findDifferences, findErrors, findQuestions, isMobile } from './rules.ts'

const reason = { basis: '通知', purpose: '汇总' }
const definition = {
  indicators: [
    { code: 'study.sessions', group: 'study', label: '学习场次', unit: '场', rule: '每场计一次' },
    { code: 'study.people', group: 'study', label: '学习人次', unit: '人次', rule: '按签到计' },
  ],
  rules: [
    { key: 'falling', kind: 'not-below-previous', indicators: [], message: '累计数一般不应减少，请核对。' },
    {
      key: 'partner',
      kind: 'requires',
      indicators: ['study.people'],
      partner: 'study.sessions',
      message: '有人次而没有场次。',
    },
  ],
} as unknown as CampaignDefinition
const form: Form = {
  key: 'weekly',
  title: '周报',
  minutes: 8,
  zeroMinutes: 1,
  statistics: 'running',
  fields: [
    {
      key: 'summary',
      label: '开展情况',
      type: 'long-text',
      maxLength: 10,
      required: true,
      personal: false,
      ...reason,
    },
    { key: 'mobile', label: '手机号码', type: 'mobile', required: false, personal: true, ...reason },
    {
      key: 'media',
      label: '图片',
      type: 'files',
      accept: ['image'],
      max: 2,
      required: false,
      personal: false,
      ...reason,
    },
  ],
}
const report = (part: object) => reportContent.parse(part)
const errorsOf = (part: object) => findErrors(report(part), form, definition).map((one) => one.path)

describe('checking a report', () => {
  it('asks for what is required and never for a picture', () => {
    expect(errorsOf({})).toEqual(['fields.summary'])
    expect(errorsOf({ fields: { summary: '已开展' } })).toEqual([])
  })
  it('asks nothing of a zero report', () => {
    expect(errorsOf({ zeroReport: true })).toEqual([])
  })
  it('refuses fields and indicators that the form does not have', () => {
    expect(errorsOf({ fields: { summary: '好', other: '1' }, figures: { 'x.y': 1 } })).toEqual([
      'fields.other',
      'figures.x.y',
    ])
  })
  it.each([-1, 1.5, 2_000_000_000])('refuses %d as a figure', (value) => {
    expect(errorsOf({ fields: { summary: '好' }, figures: { 'study.sessions': value } })).toEqual([
      'figures.study.sessions',
    ])
  })
  it('keeps blank and zero apart', () => {
    expect(
      errorsOf({ fields: { summary: '好' }, figures: { 'study.sessions': null, 'study.people': 0 } }),
    ).toEqual([])
  })
  it('refuses text over its length and a wrong mobile number', () => {
    expect(errorsOf({ fields: { summary: '一二三四五六七八九十多', mobile: '123' } })).toEqual([
      'fields.summary',
      'fields.mobile',
    ])
  })
  it('knows mobile numbers', () => {
    expect(isMobile('13800000000')).toBe(true)
    expect(isMobile('02000000000')).toBe(false)
  })
})

describe('questioning a report', () => {
  it('questions a cumulative figure that falls, with both numbers', () => {
    const questions = findQuestions(report({ figures: { 'study.sessions': 3 } }), definition, {
      'study.sessions': 5,
    })
    expect(questions).toMatchObject([{ path: 'figures.study.sessions', previous: 5 }])
  })
  it('questions people without a session, and nothing else', () => {
    expect(findQuestions(report({ figures: { 'study.people': 9 } }), definition, {})).toHaveLength(1)
    expect(
      findQuestions(report({ figures: { 'study.people': 9, 'study.sessions': 1 } }), definition, {}),
    ).toEqual([])
  })
})

describe('comparing revisions', () => {
  it('names each changed field and tells blank from zero', () => {
    const rows = findDifferences(
      report({ fields: { summary: '旧' } }),
      report({ fields: { summary: '新' }, figures: { 'study.sessions': 0 } }),
      form,
      definition,
    )
    expect(rows).toEqual([
      { path: 'fields.summary', label: '开展情况', before: '旧', after: '新' },
      { path: 'figures.study.sessions', label: '学习场次', before: '', after: '0' },
    ])
  })
})
