import { useEffect, useState } from 'react'

/** Milliseconds that the server's clock is ahead of this machine's (in a demo: days). */
let ahead = 0

export function setServerClock(now: string): void {
  ahead = Date.parse(now) - Date.now()
}

/** For the time without a network: the difference itself is kept on the device. */
export function readClockLead(): number {
  return ahead
}

export function setClockLead(milliseconds: number): void {
  ahead = milliseconds
}

/** The server's time as far as this page knows it. */
export function serverNow(): Date {
  return new Date(Date.now() + ahead)
}

/** The server's time, renewed every `everyMs`; what is due at 10:00 turns at 10:00 without a reload. */
export function useNow(everyMs = 15_000): Date {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const tick = () => setNow(serverNow())
    const timer = setInterval(tick, everyMs)
    window.addEventListener('focus', tick)
    window.addEventListener('anyue:clock', tick)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', tick)
      window.removeEventListener('anyue:clock', tick)
    }
  }, [everyMs])
  return now
}
