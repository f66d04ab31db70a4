import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { fetchKept } from '../../../platform/web/kept.ts'
import { setCampaignTimeZone } from '../../../platform/web/say-time.ts'
import { listCampaigns, readCampaign } from '../contract.ts'

function useCampaigns(enabled = true) {
  return useQuery({
    queryKey: ['campaigns'],
    queryFn: () => fetchKept('campaigns', () => callApi(listCampaigns)),
    staleTime: 300_000,
    enabled,
  })
}

async function fetchCampaign(campaign: string) {
  const definition = await fetchKept(`campaign ${campaign}`, () =>
    callApi(readCampaign, { params: { campaign } }),
  )
  setCampaignTimeZone(definition.timeZone)
  // Units are under /api/units; the rules that read a definition do not ask for them.
  return { ...definition, units: [] }
}

export type CampaignInBrowser = Awaited<ReturnType<typeof fetchCampaign>>

/** The first campaign of the list: its key at once, its definition when it has come. */
export function useCampaign(enabled = true): {
  key: string | undefined
  definition: CampaignInBrowser | undefined
  /** The list has come and is empty. */
  none: boolean
  error: unknown
  retry: () => void
} {
  const list = useCampaigns(enabled)
  const items = list.data?.items
  const key = items?.[0]?.key
  const definition = useQuery({
    queryKey: ['campaign', key],
    queryFn: () => fetchCampaign(key!),
    enabled: key !== undefined,
    staleTime: 300_000,
  })
  return {
    key,
    definition: definition.data,
    none: items?.length === 0,
    error: list.error ?? definition.error,
    retry: () => {
      void list.refetch()
      if (key) void definition.refetch()
    },
  }
}
