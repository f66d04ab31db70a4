import type { ActivityLine } from '../contract.ts'
import type { listActivityRows } from './queries.ts'

/** A row of the ledger as the contract shows it. */
export function presentLine(row: Awaited<ReturnType<typeof listActivityRows>>[number]): ActivityLine {
  return {
    id: row.id,
    unit: { code: row.unit_code, name: row.unit_name },
    type: row.type,
    title: row.title,
    day: row.day,
    startTime: row.start_time?.slice(0, 5) ?? null,
    place: row.place,
    partners: row.partners.map(({ code, name }) => ({ code, name })),
    dimensions: row.dimensions,
    sessions: row.sessions,
    participants: row.participants,
    reach: row.reach,
    quantity: row.quantity,
    isKey: row.is_key,
    files: row.files,
    picture: row.picture,
    version: row.version,
  }
}
