import ical, { ICalCalendarMethod } from 'ical-generator'
import type { SessionRow } from './session-queries.ts'

/** A session for a calendar. Instants are in UTC, which every calendar shows in its own zone; nobody is named as a guest. */
export function writeEvent(session: SessionRow, origin: string): string {
  const calendar = ical({
    name: session.title,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Anyue', product: 'consultation', language: 'ZH' },
  })
  calendar.createEvent({
    id: `${session.id}@${new URL(origin).hostname}`,
    stamp: session.created_at,
    sequence: session.version,
    start: session.starts_at,
    end: session.ends_at,
    summary: session.title,
    description: `${session.intro ? `${session.intro}\n` : ''}会议链接：${session.link}`,
    location: session.link,
    url: session.link,
  })
  return calendar.toString()
}
