import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import { type AttemptRow, attemptColumns } from './queries.ts'

export interface Finishing {
  id: string
  participant: string
  /** In which attempts are counted at the moment. */
  span: string
}

const read = prepareStatement<
  AttemptRow & { used: number },
  { ids: string[]; participants: string[]; spans: string[] }
>(
  `select ${attemptColumns}, (
     select count(*) from attempt o where o.campaign_id = a.campaign_id and o.contest = a.contest
       and o.phase = 'scored' and o.participant_id = a.participant_id and o.span = w.span) as used
   from unnest(:ids::uuid[], :participants::uuid[], :spans::text[]) as w (id, participant, span)
   join attempt a on a.id = w.id and a.participant_id = w.participant
   join org_unit u on u.id = a.unit_id`,
)

/** A person's attempt, with how many scored ones the person has begun in the span; null when it is nobody's or another's. */
export const readToFinish = gather(async (db, items: Finishing[]) => {
  const rows = await read(db, {
    ids: items.map((one) => one.id),
    participants: items.map((one) => one.participant),
    spans: items.map((one) => one.span),
  })
  return items.map(
    ({ id, participant }) => rows.find((row) => row.id === id && row.participantId === participant) ?? null,
  )
})
