import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { v7 } from 'uuid'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf, sayDay } from '../../../platform/web/say-time.ts'
import { serverNow } from '../../../platform/web/use-now.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type LiveLine, createLiveContest, listLiveContests } from '../contract.ts'
import { makeFirstSetup } from './first-setup.ts'
import './live.css'

/** Contests before an audience, the last first. */
export default function LiveContestsPage() {
  usePageTitle('现场竞赛')
  const campaign = useCampaign()
  const navigate = useNavigate()
  const { query, items, first } = usePages({
    queryKey: ['live-contests', campaign.key],
    read: (cursor) =>
      callApi(listLiveContests, {
        params: { campaign: campaign.key! },
        query: { limit: 50, cursor },
      }),
    enabled: campaign.key !== undefined,
  })
  const create = useMutation({
    mutationFn: () =>
      callApi(createLiveContest, {
        params: { campaign: campaign.key! },
        query: {},
        body: { id: v7(), setup: makeFirstSetup(campaign.definition!, dateOf(serverNow())) },
      }),
    onSuccess: ({ id }) => void navigate({ to: '/live/$live' as never, params: { live: id } as never }),
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  const error = campaign.error ?? (first ? null : query.error)
  return (
    <div className="stack">
      <div className="row-between">
        <h1>现场竞赛</h1>
        <button
          type="button"
          className="button button-primary"
          disabled={!campaign.definition || create.isPending}
          onClick={() => create.mutate()}
        >
          ＋ 新建一场
        </button>
      </div>
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={6} />
      ) : items.length === 0 ? (
        <EmptyState title="还没有现场竞赛。">
          <p>新建一场，设好队伍、环节和题目，就能用大屏和手机抢答器举行决赛。</p>
        </EmptyState>
      ) : (
        <ul className="card live-list">
          {items.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </ul>
      )}
      <MoreButton query={query}>更早的比赛</MoreButton>
    </div>
  )
}

function Line({ one }: { one: LiveLine }) {
  return (
    <li className="live-line">
      <span className="quiet">{sayDay(one.day)}</span>
      <div>
        <Link className="live-line-title" to={'/live/$live' as never} params={{ live: one.id } as never}>
          {one.title}
        </Link>
        <div className="quiet">
          {one.place && `${one.place}，`}
          {one.teams.length} 队，{one.questions} 题
        </div>
      </div>
      <span>{sayPhase(one.phase)}</span>
    </li>
  )
}

function sayPhase(phase: string): string {
  if (phase === 'ready') return '○ 未开始'
  return phase === 'ended' ? '✔ 已结束' : '● 进行中'
}
