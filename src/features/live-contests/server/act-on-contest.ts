import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import {
  recordParticipation,
  withdrawParticipation,
} from '../../participation/server/record-participation.ts'
import { type HostAction, factOf } from '../act.ts'
import { liveMovedOn, liveNotNow } from '../contract.ts'
import type { HostEvent, HostFact, LiveEvent } from '../events.ts'
import { listInForce, replay } from '../replay.ts'
import { type ContestRow, findContest, lockContest } from './queries.ts'
import { readLog, toColumns } from './read-log.ts'
import { readSetup } from './read-setup.ts'

/** Writes the one line that an action means, at the end of the log; gives its number. */
export async function actOnContest(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: { id: string; turn: number; action: HostAction },
): Promise<number> {
  const locked = await lockContest(db, campaign.id, input.id)
  if (!locked) throw new ProblemError(notFound)
  if (locked.turn !== input.turn) throw new ProblemError(liveMovedOn)
  const contest = (await findContest(db, campaign.id, input.id))!
  const log = await readLog(db, contest.id)
  const fact = factOf(input.action, replay(log), await readSetup(db, contest), log)
  if (!fact) throw new ProblemError(liveNotNow)
  const event: HostEvent = { ...fact, number: contest.last_event + 1, at: context.now.getTime() }
  await db
    .insertInto('live_event')
    .values({
      ...toColumns(fact),
      contest_id: contest.id,
      number: event.number,
      at: context.now,
      user_id: context.caller!.id,
    })
    .execute()
  const after = [...log, event]
  const { phase, asking } = replay(after)
  await db
    .updateTable('live_contest')
    .set({
      last_event: event.number,
      turn: event.number,
      asking: phase === 'answered' ? null : (asking?.event ?? null),
      phase,
    })
    .where('id', '=', contest.id)
    .execute()
  await countMeeting(db, context, campaign, contest, { before: log, after })
  await audit(db, context, contest, fact)
  return event.number
}

/** The meeting counts once, from the line that ends it; taken back with that line. */
async function countMeeting(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  contest: ContestRow,
  log: { before: LiveEvent[]; after: LiveEvent[] },
): Promise<void> {
  const [was, is] = [isCounted(log.before), isCounted(log.after)]
  if (was === is || contest.contest_key === null) return
  if (was) return withdrawParticipation(db, contest.id, context.now)
  await recordParticipation(db, {
    campaignId: campaign.id,
    channel: channelKeys.contest(contest.contest_key),
    unitId: contest.unit_id,
    day: localOfInstant(context.now, campaign.definition.timeZone).date,
    participantId: null,
    recordId: contest.id,
    sessions: 1,
    at: context.now,
  })
}

function isCounted(log: LiveEvent[]): boolean {
  const last = listInForce(log).findLast((event) => event.kind === 'ended' || event.kind === 'restarted')
  return last?.kind === 'ended' && last.counted
}

async function audit(
  db: Connection,
  context: AuditContext,
  contest: ContestRow,
  fact: HostFact,
): Promise<void> {
  const about = { unitId: contest.unit_id, subjectId: contest.id, after: { title: contest.title } }
  if (fact.kind === 'ended') await writeAudit(db, context, 'live-contest-ended', about)
  if (fact.kind === 'restarted') await writeAudit(db, context, 'live-contest-restarted', about)
}
