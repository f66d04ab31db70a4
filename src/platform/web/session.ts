import { useQuery } from '@tanstack/react-query'
import { readMe } from '../shared/me.ts'
import type { Permission } from '../shared/permissions.ts'
import { callApi } from './call-api.ts'
import { queryClient } from './query-client.ts'
import { setServerClock } from './use-now.ts'

async function fetchMe() {
  const me = await callApi(readMe)
  setServerClock(me.now)
  window.dispatchEvent(new Event('anyue:clock'))
  return me
}

export type Me = Awaited<ReturnType<typeof fetchMe>>
export type SignedInUser = NonNullable<Me['user']>

const meQuery = { queryKey: ['me'], queryFn: fetchMe, staleTime: 60_000, refetchInterval: 300_000 }

/** The reply of `GET /api/me`; undefined while it is asked for the first time. */
export function useMe(): Me | undefined {
  return useQuery(meQuery).data
}

export function useMeQuery() {
  return useQuery(meQuery)
}

/** The person who is signed in; pages inside the shell are only shown to one. */
export function useUser(): SignedInUser {
  const user = useMe()?.user
  if (!user) throw new Error('a page for signed-in people was shown to a guest')
  return user
}

export function useMay(permission: Permission): boolean {
  return useMe()?.user?.permissions.includes(permission) ?? false
}

/** After signing in: everything that was asked as a guest is asked again. */
export async function renewSession(): Promise<void> {
  await queryClient.fetchQuery({ ...meQuery, staleTime: 0 })
  await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
}

/** Ends the session and forgets what this page knew. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  queryClient.clear()
  window.location.assign('/sign-in')
}
