import ical, { ICalCalendarMethod } from 'ical-generator'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'

/** The programme for a phone's calendar; uids stay, so that adding it again renews the entries. */
export function writeCalendar(definition: CampaignDefinition, url: string, now: Date): string {
  const { key, title, timeZone } = definition
  const calendar = ical({ name: title, method: ICalCalendarMethod.PUBLISH, url })
  for (const [index, one] of (definition.public.portal?.programme ?? []).entries()) {
    const allDay = !one.at
    calendar.createEvent({
      id: `${key}-${index}@anyue`,
      stamp: now,
      summary: one.title,
      ...(one.place ? { location: one.place } : {}),
      allDay,
      start: one.at ? instantOfLocal(one.on, one.at, timeZone) : one.on,
      // An end without hours is the first day after.
      ...(allDay ? { end: dayAfter(one.until ?? one.on) } : {}),
      url,
    })
  }
  return calendar.toString()
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
