import type { Connection } from '../../../platform/server/database.ts'
import type { HostFact, LiveEvent } from '../events.ts'
import { type EventRow, listEventRows } from './queries.ts'

export async function readLog(db: Connection, contestId: string): Promise<LiveEvent[]> {
  return (await listEventRows(db, contestId)).map(toEvent)
}

export function toEvent(row: EventRow): LiveEvent {
  const line = { number: row.number, at: row.at.getTime() }
  if (row.kind === 'press')
    return {
      ...line,
      kind: 'press',
      team: row.team_id!,
      rtt: (row.data as unknown as { rtt: number | null }).rtt,
    }
  return { ...line, kind: row.kind, ...(row.data as object) } as LiveEvent
}

/** The columns of a host's line. */
export function toColumns({ kind, ...data }: HostFact): { kind: string; data: string } {
  return { kind, data: JSON.stringify(data) }
}
