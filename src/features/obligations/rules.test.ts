import { describe, expect, it } from 'vitest'
import { describeState, isOnTime, measureProgress, obligationStates, readCells, signOfCell } from './rules.ts'

const due = new Date('2030-06-13T02:00:00.000Z')
const facts = {
  opensAt: new Date('2030-06-06T00:00:00Z'),
  dueAt: due,
  standing: 'none' as const,
  onTime: null,
  exempted: false,
  dueSoonHours: 24,
}

describe('a deadline', () => {
  it.each([
    ['2030-06-13T01:59:59.999Z', true],
    ['2030-06-13T02:00:00.000Z', true],
    ['2030-06-13T02:00:00.001Z', false],
  ])('judges a report of %s to the millisecond', (at, onTime) => {
    expect(isOnTime(new Date(at), due)).toBe(onTime)
  })

  it.each([
    ['2030-06-05T23:59:59.999Z', 'not-open'],
    ['2030-06-06T00:00:00.000Z', 'open'],
    ['2030-06-12T01:59:59.999Z', 'open'],
    ['2030-06-12T02:00:00.000Z', 'due-soon'],
    ['2030-06-13T02:00:00.000Z', 'due-soon'],
    ['2030-06-13T02:00:00.001Z', 'overdue'],
  ])('at %s an unreported obligation is %s', (at, state) => {
    expect(describeState(facts, new Date(at))).toBe(state)
  })

  it('does not make a reported, returned, accepted or exempted one overdue', () => {
    const later = new Date('2031-01-01T00:00:00Z')
    expect(describeState({ ...facts, standing: 'submitted', onTime: true }, later)).toBe('submitted')
    expect(describeState({ ...facts, standing: 'checked', onTime: false }, later)).toBe('submitted-late')
    expect(describeState({ ...facts, standing: 'returned', onTime: true }, later)).toBe('returned')
    expect(describeState({ ...facts, standing: 'accepted', onTime: false }, later)).toBe('accepted')
    expect(describeState({ ...facts, exempted: true }, later)).toBe('exempted')
  })
})

describe('progress', () => {
  it('is a fraction of what is expected, and unknown when nothing is', () => {
    expect(measureProgress(4, 3, 2)).toMatchObject({ reportingRate: 0.75, reportingRateOnTime: 0.5 })
    expect(measureProgress(0, 0, 0)).toMatchObject({ reportingRate: null, reportingRateOnTime: null })
  })
})

it('a cell of the matrix is read as it was written, whatever its state', () => {
  for (const state of obligationStates.keys())
    for (const late of [false, true])
      for (const extended of [false, true]) {
        const sign = signOfCell({ state, late, extended })
        expect(readCells(`-${sign}`)).toEqual([{ column: 1, state, late, extended }])
      }
})
