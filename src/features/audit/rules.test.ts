import { describe, expect, it } from 'vitest'
import { describeChange } from './rules.ts'

const words = { sayInstant: (at: string) => at.slice(0, 10), taskTitle: (key: string) => `任务${key}` }
const tell = (before: unknown, after: unknown) =>
  describeChange(before, after, words).map((one) => `${one.label}：${one.before ?? ''}→${one.after ?? ''}`)

describe('an audit line in words', () => {
  it('tells what became of a report', () =>
    expect(tell({ standing: 'submitted' }, { standing: 'returned', remark: '请补充' })).toEqual([
      '状态：待审→退回',
      '意见：→请补充',
    ]))
  it('tells roles by their names, however units were recorded', () =>
    expect(
      tell(
        { grants: [{ role: 'liaison', unit: { code: 'east', name: '东县' } }], name: '甲' },
        { grants: [{ role: 'reviewer', unit: '东县' }], name: '甲' },
      ),
    ).toEqual(['角色：东县 联络员→东县 审核员']))
  it('tells due times as instants', () =>
    expect(tell({ dueAt: '2030-06-13T02:00:00Z' }, { dueAt: '2030-06-14T02:00:00Z' })).toEqual([
      '期限：2030-06-13→2030-06-14',
    ]))
  it('leaves digests to the raw record', () => expect(tell(null, { digest: 'abc' })).toEqual([]))
  it('bears lines without either side', () => expect(tell(null, null)).toEqual([]))
})
