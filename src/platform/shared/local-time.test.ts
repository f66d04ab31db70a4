import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOfLocal, localOfInstant } from './local-time.ts'

describe('local time', () => {
  it('turns a wall-clock time of a zone into an instant', () => {
    expect(instantOfLocal('2030-06-13', '10:00', 'Asia/Shanghai').toISOString()).toBe(
      '2030-06-13T02:00:00.000Z',
    )
  })
  it('gives back what it was given in a zone without summer time', () => {
    const at = fc
      .integer({ min: Date.UTC(1995, 0), max: Date.UTC(2090, 0) })
      .map((ms) => new Date(ms - (ms % 1000)))
    fc.assert(
      fc.property(at, (instant) => {
        const local = localOfInstant(instant, 'Asia/Shanghai')
        expect(instantOfLocal(local.date, local.time, 'Asia/Shanghai').getTime()).toBe(instant.getTime())
      }),
    )
  })
})
