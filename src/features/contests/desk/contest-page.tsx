import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { listContests } from '../desk-contract.ts'
import { AnalysisPart } from './analysis-part.tsx'
import { AttemptsPart } from './attempts-part.tsx'
import { BoardPart } from './board-part.tsx'
import { DrawPart } from './draw-part.tsx'
import { ParticipationPart } from './participation-part.tsx'
import '../../../platform/web/tabs.css'
import './contests.css'

const parts = {
  participation: { label: '参加情况', View: ParticipationPart },
  questions: { label: '题目分析', View: AnalysisPart },
  attempts: { label: '答卷', View: AttemptsPart },
  board: { label: '排行榜', View: BoardPart },
  draw: { label: '抽奖', View: DrawPart },
}
type Part = keyof typeof parts

/** One contest for the office; each part has an address of its own. */
export default function ContestPage() {
  const { contest } = useParams({ strict: false }) as { contest: string }
  const search = useSearch({ strict: false }) as { part?: Part }
  const campaign = useCampaign()
  const list = useQuery({
    queryKey: ['contests', campaign.key],
    queryFn: () => callApi(listContests, { params: { campaign: campaign.key! } }),
    enabled: campaign.key !== undefined,
  })
  const one = list.data?.items.find((each) => each.key === contest)
  usePageTitle(one?.title ?? '线上答题')
  const error = campaign.error ?? list.error
  if (error) return <ProblemState error={error} retry={() => void list.refetch()} />
  if (!list.data) return <Loading rows={8} />
  const shown = (Object.keys(parts) as Part[]).filter(
    (part) => (part !== 'board' || one?.leaderboard) && (part !== 'draw' || one?.draw),
  )
  const part = search.part && shown.includes(search.part) ? search.part : 'participation'
  const { View } = parts[part]
  return (
    <div className="stack">
      <p className="no-print">
        <Link to={'/contests' as never}>‹ 全部答题</Link>
      </p>
      <h1>{one?.title ?? '没有这项答题'}</h1>
      <nav className="tabs no-print" aria-label="这项答题的各部分">
        {shown.map((name) => (
          <Link
            key={name}
            to={'/contests/$contest' as never}
            params={{ contest } as never}
            search={{ part: name } as never}
            {...(name === part ? { 'aria-current': 'page' as const } : {})}
            activeProps={{}}
          >
            {parts[name].label}
          </Link>
        ))}
      </nav>
      {one && <View campaign={campaign.key!} contest={contest} />}
    </div>
  )
}
