import { useMutation, useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { queryClient } from '../../../platform/web/query-client.ts'
import { sayInstant, sayInstantWithWeekday } from '../../../platform/web/say-time.ts'
import type { Me } from '../../../platform/web/session.ts'
import { setServerClock, useNow } from '../../../platform/web/use-now.ts'
import { moveDemoClock, readDemo } from '../contract.ts'

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
