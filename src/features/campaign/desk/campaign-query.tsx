import type { ReactNode } from 'react'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import type { CampaignInBrowser, useCampaign } from './use-campaign.ts'

/** What a page has read of the campaign, with the definition that explains it; before that, what is missing. */
export function CampaignQuery<Data>({
  campaign,
  query,
  children,
}: {
  campaign: ReturnType<typeof useCampaign>
  query: { data: Data | undefined; error: unknown; refetch: () => unknown }
  children: (data: Data, definition: CampaignInBrowser) => ReactNode
}) {
  const error = campaign.error ?? query.error
  if (error) {
    const retry = () => {
      campaign.retry()
      void query.refetch()
    }
    return <ProblemState error={error} retry={retry} />
  }
  if (campaign.none) return <EmptyState title="还没有活动。" />
  if (query.data === undefined || !campaign.definition) return <Loading rows={12} />
  return children(query.data, campaign.definition)
}
