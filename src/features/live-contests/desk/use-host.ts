import { useCallback, useEffect, useState } from 'react'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { notifyProblem } from '../../../platform/web/notify.tsx'
import { serverNow, setServerClock } from '../../../platform/web/use-now.ts'
import type { HostAction } from '../act.ts'
import { actOnLiveContest, liveStream, readLiveContest } from '../contract.ts'
import type { HostMoment } from '../moment.ts'
import { type Link, followMoments } from '../public/follow-moments.ts'

/** The moment as the server has it, and what the host does; whatever is lost here stands in the database. */
export function useHost(params: { campaign: string; live: string }, first: HostMoment) {
  const { campaign, live } = params
  const [moment, setMoment] = useState(first)
  const [link, setLink] = useState<Link>('stream')
  const [busy, setBusy] = useState(false)
  const [now, setNow] = useState(() => serverNow().getTime())
  const take = useCallback((next: HostMoment) => {
    setServerClock(new Date(next.now).toISOString())
    setMoment((before) => (next.version < before.version ? before : next))
  }, [])
  useEffect(
    () =>
      followMoments<HostMoment>({
        stream: urlOf(liveStream, { campaign, live }),
        read: async () => (await callApi(readLiveContest, { params: { campaign, live } })).moment,
        onMoment: take,
        onLink: setLink,
      }),
    [campaign, live, take],
  )
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow().getTime()), 200)
    return () => clearInterval(timer)
  }, [])

  const act = async (action: HostAction): Promise<boolean> => {
    setBusy(true)
    try {
      take(await callApi(actOnLiveContest, { params, body: { turn: moment.turn, action } }))
      return true
    } catch (error) {
      notifyProblem(error)
      // A lost reply may have done its work: what stands there now decides.
      await callApi(readLiveContest, { params }).then(
        (found) => take(found.moment),
        () => undefined,
      )
      return false
    } finally {
      setBusy(false)
    }
  }
  return { moment, link, busy, now, act }
}
