import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { SessionView } from '../contract.ts'
import { type SessionRow, findSession } from './session-queries.ts'

export async function viewSession(db: Connection, campaignId: string, id: string): Promise<SessionView> {
  const row = await findSession(db, campaignId, id)
  if (!row) throw new ProblemError(notFound)
  return presentSession(row)
}

export function presentSession(row: SessionRow): SessionView {
  return {
    id: row.id,
    consultation: row.consultation,
    unit: { code: row.unit_code, name: row.unit_name },
    title: row.title,
    intro: row.intro,
    field: row.field,
    expert: row.expert,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    seats: row.seats,
    booked: row.booked,
    link: row.link,
    version: row.version,
    cancelledAt: row.cancelled_at?.toISOString() ?? null,
    heldAt: row.held_at?.toISOString() ?? null,
    participants: row.participants,
  }
}
