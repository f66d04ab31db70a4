import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { FlagDetail, FlagKind } from '../rules.ts'

export interface Anomaly<K extends FlagKind = FlagKind> {
  campaignId: string
  kind: K
  /** As in `participation`; `*` for several. */
  channel: string
  unitId: string
  /** Local date. */
  day: string
  /** Participant's id, or a mark of the address: each is flagged once a day. */
  subject: string
  detail: FlagDetail[K]
  at: Date
}

/** A doubt for a reviewer to look at; it takes nothing from anybody. Told again the same day, its figures are renewed. */
export async function flagAnomaly<K extends FlagKind>(db: Connection, anomaly: Anomaly<K>): Promise<void> {
  await db
    .insertInto('participation_flag')
    .values({
      id: v7(),
      campaign_id: anomaly.campaignId,
      kind: anomaly.kind,
      channel: anomaly.channel,
      unit_id: anomaly.unitId,
      day: anomaly.day,
      subject: anomaly.subject,
      detail: JSON.stringify(anomaly.detail),
      found_at: anomaly.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'kind', 'channel', 'day', 'subject'])
        .doUpdateSet({ detail: JSON.stringify(anomaly.detail) })
        .where('participation_flag.settled_at', 'is', null),
    )
    .execute()
}
