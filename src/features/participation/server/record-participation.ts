import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'

/** Something that a citizen did and that counts. `channel`: see `channelKeys` of the campaign's public part. */
export interface Act {
  campaignId: string
  channel: string
  /** The unit that it counts for. */
  unitId: string
  /** Local date, `YYYY-MM-DD`. */
  day: string
  participantId: string | null
  /** The attempt, pledge, entry or session itself. */
  recordId: string
  sessions?: number
  people?: number
  /** Pieces (件、条). */
  quantity?: number
  at: Date
}

/** Written with the thing itself, in its transaction; `countParticipation` brings it into the ledger within a second. */
export async function recordParticipation(db: Connection, act: Act): Promise<void> {
  await db
    .insertInto('participation')
    .values({
      id: v7(),
      campaign_id: act.campaignId,
      channel: act.channel,
      unit_id: act.unitId,
      day: act.day,
      participant_id: act.participantId,
      record_id: act.recordId,
      sessions: act.sessions ?? 0,
      people: act.people ?? 0,
      quantity: act.quantity ?? 0,
      at: act.at,
    })
    .execute()
}

/** Takes back all that a record counted, by rows with opposite numbers; harmless when nothing is left. */
export async function withdrawParticipation(db: Connection, recordId: string, at: Date): Promise<void> {
  const rows = await db
    .selectFrom('participation')
    .where('record_id', '=', recordId)
    .select((eb) => [
      'campaign_id',
      'channel',
      'unit_id',
      'day',
      'participant_id',
      eb.fn.sum<number>('sessions').as('sessions'),
      eb.fn.sum<number>('people').as('people'),
      eb.fn.sum<number>('quantity').as('quantity'),
    ])
    .groupBy(['campaign_id', 'channel', 'unit_id', 'day', 'participant_id'])
    .execute()
  for (const row of rows) {
    if (row.sessions === 0 && row.people === 0 && row.quantity === 0) continue
    await db
      .insertInto('participation')
      .values({
        ...row,
        id: v7(),
        record_id: recordId,
        sessions: -row.sessions,
        people: -row.people,
        quantity: -row.quantity,
        at,
      })
      .execute()
  }
}
