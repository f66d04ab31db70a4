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
  const parts = Object.fromEntries(
    formatterFor(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  )
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  }
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
