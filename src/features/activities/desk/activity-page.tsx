import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { callApi } from '../../../platform/web/call-api.ts'
import { ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { useUser } from '../../../platform/web/session.ts'
import { When } from '../../../platform/web/when.tsx'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { type ActivityView, readActivity } from '../contract.ts'
import { findActivityType } from '../rules.ts'
import { ActivityActions } from './activity-actions.tsx'
import { ActivityMedia } from './activity-media.tsx'
import { sayChoice, sayCounts, sayNumbers, sayTimes } from './say-activity.ts'
import './activity.css'

/** Everything that one record says, and what it counts into. */
export default function ActivityPage() {
  const { activity } = useParams({ strict: false }) as { activity: string }
  const { key, definition, error, retry } = useCampaign()
  const query = useQuery({
    queryKey: ['activity', key, activity],
    queryFn: () => callApi(readActivity, { params: { campaign: key!, activity } }),
    enabled: key !== undefined,
  })
  usePageTitle(query.data?.content.title ?? '活动记录')
  if (error) return <ProblemState error={error} retry={retry} />
  return (
    <QueryState query={query} rows={10}>
      {(view) => (definition ? <Activity view={view} definition={definition} /> : null)}
    </QueryState>
  )
}

function Activity({ view, definition }: { view: ActivityView; definition: CampaignInBrowser }) {
  const { content } = view
  const type = findActivityType(definition, content.type)
  const counts = sayCounts(definition, view.counts)
  const { dimension, audiences } = definition.recording
  const facts: [string, string][] = [
    ['类型', type?.title ?? content.type],
    ['时间', [sayDay(content.day), sayTimes(content)].filter(Boolean).join(' ')],
    ['地点', content.place ?? ''],
    ['位置', content.latitude === null ? '' : `北纬 ${content.latitude}°，东经 ${content.longitude}°`],
    ['单位', view.unit.name],
    ['联合单位', view.partners.map((one) => one.name).join('、')],
    ['规模', sayNumbers(type, content)],
    ['对象', sayChoice(audiences, content.audience)],
    [
      dimension?.label ?? '去向',
      content.dimensions.map((one) => sayChoice(dimension?.options ?? [], one)).join('、'),
    ],
  ]
  return (
    <article className="activity">
      <p>
        <Link to="/activities">‹ 活动台账</Link>
      </p>
      <header className="stack">
        <h1>
          {content.title}
          {content.isKey && <span className="key-mark">重要</span>}
        </h1>
        {view.deletedAt && (
          <p className="notice notice-amber">
            这条记录已于 <When at={view.deletedAt} /> 删除，不计入任何数。
          </p>
        )}
        <ActivityActions view={view} definition={definition} />
      </header>
      <div className="card stack">
        <dl className="activity-facts">
          {facts
            .filter(([, text]) => text !== '')
            .map(([label, text]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{text}</dd>
              </div>
            ))}
        </dl>
        {!view.deletedAt && (
          <p className="activity-counts">
            {counts ? `计入：${counts}。` : '这条记录没有填数，不计入统计表。'}
            {counts && view.partners.length > 0 && '联合举办，上级合计只计一次。'}
          </p>
        )}
        <OwedReport view={view} />
      </div>
      {content.narrative && <p className="card activity-text">{content.narrative}</p>}
      <ActivityMedia files={view.files} />
      <p className="quiet">
        {view.createdBy} 于 <When at={view.createdAt} /> 记录
        {view.version > 1 && (
          <>
            ，第 {view.version} 版，
            <When at={view.changedAt} /> 修改
          </>
        )}
        。
      </p>
    </article>
  )
}

function OwedReport({ view }: { view: ActivityView }) {
  const user = useUser()
  if (!view.obligationId || view.deletedAt) return null
  const writes =
    user.permissions.includes('report.write') &&
    user.grants.some((grant) => grant.unit.code === view.unit.code)
  return (
    <p className="amber-text">
      重要、特色活动，须在 {sayDay(view.content.day)} 24:00 前报送。
      {writes ? (
        <Link to="/tasks/$obligation" params={{ obligation: view.obligationId }}>
          打开当天专报
        </Link>
      ) : (
        <Link to="/units/$unit" params={{ unit: view.unit.code }} hash={view.obligationId}>
          看当天专报的状态
        </Link>
      )}
    </p>
  )
}
