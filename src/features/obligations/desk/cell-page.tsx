import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { NoSuchPage } from '../../../platform/web/no-such-page.tsx'
import { listObligations } from '../contract.ts'

/** A cell of the matrix names a report by unit, task and period; this leads on to it. */
export default function CellPage() {
  const { unit, task, period } = useParams({ strict: false }) as Record<'unit' | 'task' | 'period', string>
  const campaign = useCampaign()
  const query = useQuery({
    queryKey: ['obligations', campaign.key, unit, task],
    queryFn: () =>
      callApi(listObligations, {
        params: { campaign: campaign.key! },
        query: { unit, task, own: 'true', limit: 500 },
      }),
    enabled: campaign.key !== undefined,
  })
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  return (
    <QueryState query={query} rows={8}>
      {({ items }) => {
        const found = items.find((one) => one.period.key === period)
        if (!found) return <NoSuchPage />
        return <Navigate to="/tasks/$obligation" params={{ obligation: found.id }} replace />
      }}
    </QueryState>
  )
}
