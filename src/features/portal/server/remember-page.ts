import type { PageReply } from '../../../platform/server/page-reply.ts'
import { type PageRequest, isLarge } from '../../../platform/server/render-page.tsx'
import { ShortMemory } from '../../../platform/server/short-memory.ts'

/** Seconds for which a page of a campaign may be behind. */
export const pageSeconds = 5

const pages = new ShortMemory<PageReply>({ seconds: pageSeconds, atMost: 300 })

/** A page that is the same for everybody, drawn once in a few seconds however many ask. */
export function rememberPage(
  request: PageRequest & { now: Date; services: object },
  make: () => Promise<PageReply>,
): Promise<PageReply> {
  const key = [deploymentOf(request.services), request.origin, request.path, isLarge(request.headers.cookie)]
  return pages.get(key.join(' '), request.now, make)
}

/** Tests run several deployments in one process. */
const deployments = new WeakMap<object, number>()
let last = 0

function deploymentOf(services: object): number {
  const known = deployments.get(services) ?? (last += 1)
  deployments.set(services, known)
  return known
}
