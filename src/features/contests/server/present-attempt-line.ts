import type { AttemptLine } from '../desk-contract.ts'
import type { listAttemptLines } from './desk-queries.ts'

export function presentAttemptLine(row: Awaited<ReturnType<typeof listAttemptLines>>[number]): AttemptLine {
  return {
    id: row.id,
    phase: row.phase as AttemptLine['phase'],
    unit: { code: row.code, name: row.name },
    phone: row.phone_mask,
    mark: row.mark,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    points: row.points,
    fullPoints: row.full_points,
    usedMs: row.used_ms,
  }
}
