const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}

/** Wall-clock parts of an instant: `{ date: '2030-06-15', time: '09:00:00' }`. */
export function localOfInstant(instant: Date, timeZone: string): { date: string; time: string } {
  const at = instant.getTime()
  const local = new Date(at + offsetWithin(Math.floor(at / 60_000), timeZone)).toISOString()
  return { date: local.slice(0, 10), time: local.slice(11, 19) }
}

/** By time zone the minute that was asked for last: nearly every request asks for the present one. */
const lastOffsets = new Map<string, { minute: number; offset: number }>()

/** Milliseconds by which local time is ahead; clocks are changed at whole minutes. */
function offsetWithin(minute: number, timeZone: string): number {
  const last = lastOffsets.get(timeZone)
  if (last?.minute === minute) return last.offset
  const offset = Date.parse(`${formatLocal(minute * 60_000, timeZone)}Z`) - minute * 60_000
  lastOffsets.set(timeZone, { minute, offset })
  return offset
}

function formatLocal(at: number, timeZone: string): string {
  const parts = Object.fromEntries(
    formatterFor(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`
}

/** The instant of a wall-clock time; in a gap of summer time the one after it. */
export function instantOfLocal(date: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`)
  const offset = (at: number) => {
    const local = localOfInstant(new Date(at), timeZone)
    return Date.parse(`${local.date}T${local.time}Z`) - Math.floor(at / 1000) * 1000
  }
  const guess = wanted - offset(wanted)
  return new Date(wanted - offset(guess))
}
