import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './call-api.ts'

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A session that ended: ask again who is here, and the shell goes to the sign-in page.
      if (error instanceof ApiProblem && error.status === 401 && query.queryKey[0] !== 'me') {
        void queryClient.invalidateQueries({ queryKey: ['me'] })
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Without a network a page says so at once instead of waiting for one, and asks again when it is back.
      networkMode: 'always',
      refetchOnReconnect: true,
      retry: (failures, error) =>
        failures < 2 &&
        navigator.onLine &&
        error instanceof ApiProblem &&
        (error.status === 0 || error.status >= 500),
    },
    mutations: { networkMode: 'always' },
  },
})
