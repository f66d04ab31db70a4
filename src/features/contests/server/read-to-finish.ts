import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import { type AttemptRow, attemptColumns } from './queries.ts'

interface Finishing {
  id: string
  participant: string
}

const read = prepareStatement<AttemptRow & { spans: string[] }, { ids: string[]; participants: string[] }>(
  `select ${attemptColumns}, array(
     select o.span from attempt o where o.campaign_id = a.campaign_id and o.contest = a.contest
       and o.phase = 'scored' and o.participant_id = a.participant_id) as spans
   from unnest(:ids::uuid[], :participants::uuid[]) as w (id, participant)
   join attempt a on a.id = w.id and a.participant_id = w.participant
   join org_unit u on u.id = a.unit_id`,
)

/** A person's attempt, with the spans of all scored ones that the person has begun; null when it is nobody's or another's. */
export const readToFinish = gather(async (db, items: Finishing[]) => {
  const rows = await read(db, {
    ids: items.map((one) => one.id),
    participants: items.map((one) => one.participant),
  })
  return items.map(
    ({ id, participant }) => rows.find((row) => row.id === id && row.participantId === participant) ?? null,
  )
})
