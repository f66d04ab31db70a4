import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { callApi } from '../../../platform/web/call-api.ts'
import { QueryState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { listActivities } from '../contract.ts'
import { findActivityType } from '../rules.ts'
import { isUnsent } from './outbox/waiting-record.ts'
import { sayNumbers } from './say-activity.ts'
import { useOwnUnits } from './use-recording.ts'
import { useOutbox } from './use-outbox.ts'
import './record.css'

/** For who records and nothing else: the button, what waits, what the unit recorded last. */
export function RecorderHome() {
  const { key, definition } = useCampaign()
  const unit = useOwnUnits()[0]
  const { own } = useOutbox()
  const unsent = own?.filter(isUnsent) ?? []
  const draft = own?.find((one) => one.state === 'draft' && one.baseVersion === 0)
  const last = useQuery({
    queryKey: ['activities', key, 'last', unit?.code],
    queryFn: () =>
      callApi(listActivities, {
        params: { campaign: key! },
        query: { unit: unit!.code, own: 'true', limit: 10 },
      }),
    enabled: key !== undefined && unit !== undefined,
  })
  return (
    <div className="record">
      <h1>{unit?.name ?? '记录活动'}</h1>
      <Link to="/activities/new" className="button button-primary recorder-button">
        ＋ 记一次活动
      </Link>
      <p className="quiet">拍照、选类型、填人次，一分钟内记完。没有网络也能记，联网后自动发送。</p>
      {draft && (
        <p className="notice">
          有一条没存完：{draft.content.title || '还没有名称'}。<Link to="/activities/new">接着写</Link>
        </p>
      )}
      {unsent.length > 0 && (
        <p className="notice notice-amber">
          {unsent.length} 条还没送达。<Link to="/activities/waiting">查看待发送</Link>
        </p>
      )}
      <section className="card" aria-labelledby="last-records">
        <h2 id="last-records">最近记录</h2>
        <QueryState query={last} rows={3}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">本单位还没有记录。</p>
            ) : (
              <ul className="last-records">
                {items.map((one) => (
                  <li key={one.id}>
                    <Link to="/activities/$activity" params={{ activity: one.id }}>
                      {one.title}
                    </Link>
                    <span className="quiet">
                      {sayDay(one.day)}{' '}
                      {sayNumbers(definition ? findActivityType(definition, one.type) : null, one)}
                    </span>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryState>
        <Link to="/activities">本单位台账</Link>
      </section>
    </div>
  )
}
