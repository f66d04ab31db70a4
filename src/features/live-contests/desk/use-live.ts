import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { readLiveContest } from '../contract.ts'

/** The contest that the page's address names. */
export function useLive() {
  const { live } = useParams({ strict: false }) as { live: string }
  const campaign = useCampaign()
  const query = useQuery({
    queryKey: ['live-contest', live],
    queryFn: () => callApi(readLiveContest, { params: { campaign: campaign.key!, live } }),
    enabled: campaign.key !== undefined,
    refetchOnWindowFocus: false,
  })
  const params = { campaign: campaign.key ?? '', live }
  return { params, query, error: campaign.error ?? (query.data ? null : query.error) }
}
