import { useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { When } from '../../../platform/web/when.tsx'
import { readParticipation } from '../contract.ts'
import { sayCounts } from './say-counts.ts'
import './participation.css'

/** What stands behind a figure that the public made: each act with its time, without names. */
export default function ParticipationPage() {
  const { participation } = useParams({ strict: false }) as { participation: string }
  const campaign = useCampaign()
  const { query, items, first } = usePages({
    queryKey: ['participation', participation],
    read: (cursor) =>
      callApi(readParticipation, {
        params: { campaign: campaign.key ?? '', participation },
        query: { limit: 50, cursor },
      }),
    enabled: campaign.key !== undefined,
  })
  usePageTitle(first?.title ?? '网上参与')
  const error = campaign.error ?? (first ? null : query.error)
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!first) return <Loading rows={8} />
  return (
    <div className="participation-page">
      <h1>{first.title}</h1>
      <p className="quiet">
        {first.unit.name} · {sayDay(first.day)} · {sayCounts(first)}
      </p>
      <p className="quiet">
        记录由网上栏目自动产生，不显示姓名；同一标识是同一位参与者。撤回的记录以负数列出。
      </p>
      <table className="participation-list">
        <caption className="visually-hidden">参与记录，最近的在前</caption>
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">参与者</th>
            <th scope="col">计入</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <When at={item.at} />
              </td>
              <td>{item.mark ? (item.phone ?? `未验证手机号（${item.mark}）`) : '主办单位'}</td>
              <td className="digits">{sayCounts(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreButton query={query} wide>
        更多记录
      </MoreButton>
    </div>
  )
}
