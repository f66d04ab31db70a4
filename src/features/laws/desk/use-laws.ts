import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { listLaws } from '../contract.ts'

export function useLaws() {
  return useQuery({ queryKey: ['laws'], queryFn: () => callApi(listLaws), staleTime: Infinity }).data?.items
}
