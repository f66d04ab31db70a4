import { useEffect, useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import type { ScreenMoment } from '../moment.ts'
import type { readLiveMoment } from '../public-contract.ts'
import { type Link, followMoments } from './follow-moments.ts'

export interface Followed {
  moment: ScreenMoment
  link: Link
  /**
   * The server's clock in milliseconds, as far as this page knows it; renewed five times a second, with each moment and
   * when the time for a tie is over.
   */
  now: number
}

export function useMoment(api: string, first: ScreenMoment): Followed {
  const [moment, setMoment] = useState(first)
  const [link, setLink] = useState<Link>('stream')
  const [ahead, setAhead] = useState(0)
  const [clock, setClock] = useState(first.now)
  useEffect(() => {
    setAhead(first.now - Date.now())
    return followMoments<ScreenMoment>({
      stream: `${api}/stream`,
      read: () => fetchJson<typeof readLiveMoment>('GET', api),
      onMoment: (next) => {
        setMoment(next)
        setAhead(next.now - Date.now())
        setClock(next.now)
      },
      onLink: setLink,
    })
  }, [api])
  useEffect(() => {
    const timer = setInterval(() => setClock(Date.now() + ahead), 200)
    return () => clearInterval(timer)
  }, [ahead])
  const tieUntil = moment.asking?.tieUntil ?? null
  useEffect(() => {
    if (tieUntil === null) return
    const timer = setTimeout(() => setClock(Date.now() + ahead), tieUntil - Date.now() - ahead + 1)
    return () => clearTimeout(timer)
  }, [tieUntil, ahead])
  return { moment, link, now: clock }
}

/** Whole seconds left, or null where no clock runs. */
export function secondsLeft(moment: ScreenMoment, now: number): number | null {
  const deadline = moment.asking?.deadline
  if (!deadline) return null
  return Math.max(0, Math.ceil((deadline - (moment.pausedAt ?? now)) / 1000))
}
