import { useQuery } from '@tanstack/react-query'
import { readMe } from '../shared/me.ts'
import type { Permission } from '../shared/permissions.ts'
import type { z } from 'zod'
import { callApi } from './call-api.ts'
import { forgetKept, isOffline, keep, readKept } from './kept.ts'
import { notify } from './notify.tsx'
import { queryClient } from './query-client.ts'
import { readClockLead, setClockLead, setServerClock } from './use-now.ts'

export type Me = z.output<NonNullable<typeof readMe.reply>>

/** Without a network: who was here last, so that an activity can be recorded; the server judges what is sent later. */
async function fetchMe(): Promise<Me> {
  let me: Me
  try {
    me = await callApi(readMe)
    setServerClock(me.now)
    await keepSession(me)
  } catch (error) {
    const kept = isOffline(error) ? await readKept<{ me: Me; lead: number }>('session') : undefined
    if (!kept?.me.user) throw error
    setClockLead(kept.lead)
    me = kept.me
  }
  window.dispatchEvent(new Event('anyue:clock'))
  return me
}

/** What was kept for one person is not shown to another. */
async function keepSession(me: Me): Promise<void> {
  const before = await readKept<{ me: Me }>('session')
  if (before && before.me.user?.username !== me.user?.username) await forgetKept()
  if (me.user) await keep('session', { me, lead: readClockLead() })
}

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

/**
 * Ends the session and forgets what this page and this device knew. Records that still wait to be sent stay for their
 * author.
 */
export async function signOut(): Promise<void> {
  const ended = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => null)
  if (!ended) {
    notify('网络不通，现在不能退出登录，请联网后再退出。', { kind: 'problem' })
    return
  }
  await forgetKept()
  queryClient.clear()
  window.location.assign('/sign-in')
}
