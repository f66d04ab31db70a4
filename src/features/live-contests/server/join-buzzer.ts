import { randomBytes } from 'node:crypto'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { hashSecret } from '../../participants/server/hash-secret.ts'
import { buzzerTaken, buzzerUnknown } from '../public-contract.ts'
import { opensLink } from './buzzer-link.ts'
import { type ContestRow, type TeamRow, findTeamOfDevice, listTeamRows } from './queries.ts'

export const buzzerCookie = 'anyue-buzzer'

/** Makes a telephone its team's buzzer, the first that takes the link up; gives the token for its cookie. */
export async function joinAsBuzzer(
  db: Connection,
  services: Services,
  contestId: string,
  input: { key: string; cookies: string | undefined; now: Date },
): Promise<{ team: string; name: string; token: string | null }> {
  const teams = await listTeamRows(db, contestId)
  const team = teams.find((one) => opensLink(services, one, input.key))
  if (!team) throw new ProblemError(buzzerUnknown)
  const own = await findBuzzer(db, services, contestId, input.cookies)
  if (own?.id === team.id) return { team: team.id, name: team.name, token: null }
  const token = randomBytes(24).toString('base64url')
  const taken = await db
    .updateTable('live_team')
    .set({ device_hash: hashDevice(services, token), seen_at: input.now, rtt_ms: null })
    .where('id', '=', team.id)
    .where('device_hash', 'is', null)
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) throw new ProblemError(buzzerTaken)
  return { team: team.id, name: team.name, token }
}

/** The team for which this telephone presses. */
export async function findBuzzer(
  db: Connection,
  services: Services,
  contestId: string,
  cookies: string | undefined,
): Promise<{ id: string; name: string } | null> {
  const token = /(?:^|;\s*)anyue-buzzer=([\w-]{22,64})(?:;|$)/.exec(cookies ?? '')?.[1]
  if (!token) return null
  return (await findTeamOfDevice(db, contestId, hashDevice(services, token))) ?? null
}

/** A new link; the telephone that had the old one is out. */
export async function replaceLink(
  db: Connection,
  context: AuditContext,
  contest: ContestRow,
  teamId: string,
): Promise<Pick<TeamRow, 'id' | 'name' | 'link_number'>> {
  const team = await db
    .updateTable('live_team')
    .set((eb) => ({ link_number: eb('link_number', '+', 1), device_hash: null, rtt_ms: null, seen_at: null }))
    .where('contest_id', '=', contest.id)
    .where('id', '=', teamId)
    .returning(['id', 'name', 'link_number'])
    .executeTakeFirst()
  if (!team) throw new ProblemError(notFound)
  await writeAudit(db, context, 'live-link-replaced', {
    unitId: contest.unit_id,
    subjectId: contest.id,
    after: { team: team.name },
  })
  return team
}

function hashDevice(services: Services, token: string): Buffer {
  return hashSecret(services, 'live-device', token)
}
