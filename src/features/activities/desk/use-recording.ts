import { useQuery } from '@tanstack/react-query'
import { roleMay } from '../../../platform/shared/permissions.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { fetchKept } from '../../../platform/web/kept.ts'
import { useUser } from '../../../platform/web/session.ts'
import { listBeginnings, listPartners } from '../contract.ts'

export interface Unit {
  code: string
  name: string
}

/** Units for which the person records activities. */
export function useOwnUnits(): Unit[] {
  const units = useUser()
    .grants.filter((grant) => roleMay(grant.role, 'activity.write'))
    .map((grant) => grant.unit)
  return units.filter((unit, index) => units.findIndex((one) => one.code === unit.code) === index)
}

/** What to begin with; kept on the device for the time without a network. */
export function useBeginnings(campaign: string | undefined, unit: string | undefined) {
  return useQuery({
    queryKey: ['beginnings', campaign, unit],
    queryFn: () =>
      fetchKept(`beginnings ${campaign} ${unit}`, () =>
        callApi(listBeginnings, { params: { campaign: campaign! }, query: { unit: unit! } }),
      ),
    enabled: campaign !== undefined && unit !== undefined,
  })
}

/** The directory for choosing co-organisers; kept on the device too. */
export function usePartners(campaign: string | undefined) {
  return useQuery({
    queryKey: ['partners', campaign],
    queryFn: () =>
      fetchKept(`partners ${campaign}`, () => callApi(listPartners, { params: { campaign: campaign! } })),
    enabled: campaign !== undefined,
    staleTime: 300_000,
  })
}
