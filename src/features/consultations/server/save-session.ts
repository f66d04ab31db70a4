import type { z } from 'zod'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { fewerSeats, type saveSession as route, sessionChanged } from '../contract.ts'
import { pickConsultation } from './find-consultation.ts'
import { refuseUnknownField } from './refuse-unknown-field.ts'
import { lockSession } from './session-queries.ts'

interface Saved extends z.output<NonNullable<(typeof route)['body']>> {
  id: string
  unitId: string
}

const longestHours = 12

/** Makes an online session or changes one that is neither cancelled nor held. */
export async function saveSession(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  { id, unitId, version, ...said }: Saved,
): Promise<void> {
  const consultation = pickConsultation(campaign, said.consultation)
  refuseUnknownField(consultation, said.field)
  const [startsAt, endsAt] = [new Date(said.startsAt), new Date(said.endsAt)]
  const hours = (endsAt.getTime() - startsAt.getTime()) / 3_600_000
  if (!(hours > 0 && hours < longestHours)) {
    const message = `结束时间须在开始之后，且一场不超过 ${longestHours} 小时。`
    throw new ProblemError(invalidInput, { errors: [{ path: 'endsAt', message }] })
  }
  const { consultation: key, title, intro, field, expert, seats, link } = said
  const columns = { title, intro, field, expert, seats, link, starts_at: startsAt, ends_at: endsAt }
  if (version === 0) {
    const made = await db
      .insertInto('consultation_session')
      .values({
        id,
        campaign_id: campaign.id,
        consultation: key,
        unit_id: unitId,
        ...columns,
        version: 1,
        created_at: context.now,
        created_by: context.caller!.id,
      })
      .onConflict((known) => known.doNothing())
      .executeTakeFirst()
    // The same sent again; another's id is not told apart from a missing one.
    if (made.numInsertedOrUpdatedRows === 0n)
      return refuseForeign(await lockSession(db, campaign.id, id), unitId)
  } else {
    const row = await lockSession(db, campaign.id, id)
    refuseForeign(row, unitId)
    if (row!.version !== version || row!.cancelled_at || row!.held_at) throw new ProblemError(sessionChanged)
    if (seats < row!.booked) throw new ProblemError(fewerSeats)
    await db
      .updateTable('consultation_session')
      .set({ ...columns, version: version + 1 })
      .where('id', '=', id)
      .execute()
  }
  // The link lets anybody in and stays out of the log.
  await writeAudit(db, context, 'session-saved', {
    unitId,
    subjectId: id,
    after: { title, startsAt: said.startsAt, seats },
  })
}

function refuseForeign(row: { unit_id: string } | undefined, unitId: string): void {
  if (row?.unit_id !== unitId) throw new ProblemError(notFound)
}
