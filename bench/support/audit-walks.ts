import type pg from 'pg'
import { gradePaper } from '../../src/features/contests/grade.ts'
import type { Crowd } from './contest-crowd.ts'
import type { Walk } from './contest-walks.ts'

interface Stored {
  id: string
  seed: Buffer
  answers: Record<string, number[]>
  points: number | null
  usedMs: number | null
  marks: string | null
  counted: number
  ranked: number
}

export interface Audit {
  /** Acknowledged answers, and acknowledged results, that are not there. */
  lostAnswers: number
  lostResults: number
  /** Attempts that were counted more than once, or of which only a part is there. */
  twice: number
  torn: number
  /** Grades that do not follow from the answers. */
  wrong: number
}

/** Compares what is stored with what was acknowledged; attempts under way may have got one answer more. */
export async function auditWalks(db: pg.Pool, crowd: Crowd, walks: Walk[]): Promise<Audit> {
  const { rows } = await db.query<Stored>(
    `select a.id, a.seed, a.answers, a.points, a.used_ms as "usedMs", a.marks,
       (select count(*) from participation p where p.record_id = a.id) as counted,
       (select count(*) from standing s where s.attempt_id = a.id and s.points = a.points) as ranked
     from attempt a`,
  )
  const stored = new Map(rows.map((row) => [row.id, row]))
  const audit: Audit = { lostAnswers: 0, lostResults: 0, twice: 0, torn: 0, wrong: 0 }
  for (const { attempt, kept, result } of walks) {
    const row = stored.get(attempt)
    for (const [place, answer] of kept) {
      const found = row?.answers[place]
      if (!found || found[1]! < answer[1]!) audit.lostAnswers += 1
    }
    if (result && (row?.points !== result.points || row.usedMs !== result.usedMs)) audit.lostResults += 1
  }
  for (const row of rows) {
    const once = row.points === null ? 0 : 1
    if (row.counted > 1) audit.twice += 1
    if (row.counted < once || row.ranked !== once || (once === 0 && row.counted > 0)) audit.torn += 1
    const grade = gradePaper(crowd.paperOf(row.seed), row.answers)
    if (once === 1 && (grade.points !== row.points || grade.marks !== row.marks)) audit.wrong += 1
  }
  return audit
}
