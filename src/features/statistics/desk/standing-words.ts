import type { Coverage, Standing } from '../contract.ts'

/** Sign, word and colour of a unit's newest report, as everywhere else. */
export const standingWords: Record<Standing, { sign: string; word: string; tone: string }> = {
  'on-time': { sign: '●', word: '按时', tone: 'plain' },
  late: { sign: '◐', word: '逾期报送', tone: 'amber' },
  returned: { sign: '↩', word: '已退回', tone: 'amber' },
  missing: { sign: '✕', word: '未报', tone: 'danger' },
  exempted: { sign: '–', word: '免报', tone: 'quiet' },
}

/** In the order in which one looks for trouble last. */
export const standingOrder: Standing[] = ['on-time', 'late', 'returned', 'missing', 'exempted']

export function countOf(coverage: Coverage, standing: Standing): number {
  return standing === 'on-time' ? coverage.onTime : coverage[standing]
}
