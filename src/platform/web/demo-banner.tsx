import { useMutation, useQuery } from '@tanstack/react-query'
import { moveDemoClock, readDemo } from '../../features/accounts/contract.ts'
import { callApi } from './call-api.ts'
import { notify } from './notify.tsx'
import { queryClient } from './query-client.ts'
import { sayInstant, sayInstantWithWeekday } from './say-time.ts'
import type { Me } from './session.ts'
import { setServerClock, useNow } from './use-now.ts'

export const demoQuery = { queryKey: ['demo'], queryFn: () => callApi(readDemo), staleTime: 60_000 }

/** Says on every page that this is a demonstration and what its clock shows; moves the clock on. */
export function DemoBanner({ me }: { me: Me }) {
  const now = useNow()
  const demo = useQuery(demoQuery).data
  const move = useMutation({
    mutationFn: () => callApi(moveDemoClock, { body: { to: 'next-deadline' } }),
    onSuccess: async (reply) => {
      setServerClock(reply.now)
      window.dispatchEvent(new Event('anyue:clock'))
      notify(`演示时钟已拨到 ${sayInstantWithWeekday(reply.now, new Date(reply.now))}。`)
      await queryClient.invalidateQueries()
    },
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  return (
    <aside className="demo-banner no-print" aria-label="演示模式">
      <span>
        演示 · 此刻是 <b>{sayInstantWithWeekday(now, now)}</b>
      </span>
      {me.user && demo?.nextDeadline && (
        <>
          <span className="demo-next">
            下一个截止：{demo.nextDeadline.title}，{sayInstant(demo.nextDeadline.at, now)}
          </span>
          <button
            type="button"
            className="link-button"
            disabled={move.isPending}
            onClick={() => move.mutate()}
          >
            拨到下一个截止时间前
          </button>
        </>
      )}
    </aside>
  )
}
