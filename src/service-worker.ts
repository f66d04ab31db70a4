import { sendAll } from './features/activities/desk/outbox/send-all.ts'

/**
 * Keeps the pages and their scripts, so that the desk opens without a network. Never an answer of the API: those hold
 * personal data and belong to the session.
 *
 * `buildFiles` (written in by scripts/build-worker.mjs) is what recording an activity needs; the rest is kept when it
 * is first used. Names of assets carry a hash of their content, so any copy is the right one. `index.html` is asked of
 * the server first: a new version shows with the next page, and the copies of the version before stay for pages that
 * are still open.
 */
declare const buildVersion: string
declare const buildFiles: string[]

interface WaitingEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface FetchEvent extends WaitingEvent {
  request: Request
  respondWith: (reply: Promise<Response>) => void
}
interface SyncEvent extends WaitingEvent {
  tag: string
}
interface Worker {
  addEventListener: <E extends Event>(kind: string, handler: (event: E) => void) => void
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
}
const worker = self as unknown as Worker

const prefix = 'anyue-'
const cacheName = `${prefix}${buildVersion}`
const patienceMs = 4_000

worker.addEventListener<WaitingEvent>('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      // All or nothing: a half-kept version would open to a blank page.
      .then((cache) => cache.addAll(buildFiles.map((file) => new Request(file, { cache: 'no-cache' }))))
      .then(() => worker.skipWaiting()),
  )
})

worker.addEventListener<WaitingEvent>('activate', (event) => {
  event.waitUntil(forgetOldVersions().then(() => worker.clients.claim()))
})

worker.addEventListener<FetchEvent>('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (url.pathname.startsWith('/assets/') || buildFiles.includes(url.pathname))
    event.respondWith(readAsset(request))
})

worker.addEventListener<SyncEvent>('sync', (event) => {
  if (event.tag === 'anyue-outbox')
    event.waitUntil(
      sendAll().then((next) => {
        // The browser tries again by itself when this fails.
        if (next !== null) throw new Error('some records still wait')
      }),
    )
})

async function openPage(request: Request): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match('/index.html')
  if (!kept) return fetch(request)
  try {
    const reply = await Promise.race([fetch(request), giveUpAfter(patienceMs)])
    return reply.status < 500 ? reply : kept
  } catch {
    return kept
  }
}

function giveUpAfter(milliseconds: number): Promise<never> {
  return new Promise((_, refuse) => setTimeout(() => refuse(new Error('no answer in time')), milliseconds))
}

async function readAsset(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = (await cache.match(request)) ?? (await caches.match(request))
  if (kept) return kept
  const reply = await fetch(request)
  if (reply.ok) await cache.put(request, reply.clone())
  return reply
}

/** Keeps this version and the one before it, which open pages may still load from. */
async function forgetOldVersions(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)))
}
