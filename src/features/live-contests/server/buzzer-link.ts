import { timingSafeEqual } from 'node:crypto'
import type { Services } from '../../../platform/server/services.ts'
import { hashSecret } from '../../participants/server/hash-secret.ts'

/** The secret of a team's link. It is not kept: the deployment's key and the link's number make it again. */
export function keyOfLink(services: Services, team: { id: string; link_number: number }): string {
  return hashSecret(services, 'live-link', `${team.id} ${team.link_number}`)
    .toString('base64url')
    .slice(0, 24)
}

export function opensLink(
  services: Services,
  team: { id: string; link_number: number },
  key: string,
): boolean {
  const wanted = Buffer.from(keyOfLink(services, team))
  const given = Buffer.from(key)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export function linkOf(
  services: Services,
  place: { origin: string; campaign: string; contest: string },
  team: { id: string; link_number: number },
): string {
  return `${place.origin}/p/${place.campaign}/live/${place.contest}/buzzer?k=${keyOfLink(services, team)}`
}
