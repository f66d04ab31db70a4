import { prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import { type AttemptRow, attemptColumns } from './queries.ts'

interface Whose {
  campaign: string
  contest: string
  participant: string
}

const list = prepareStatement<
  AttemptRow,
  { campaigns: string[]; contests: string[]; participants: string[] }
>(
  `select own.* from
     (select distinct * from unnest(:campaigns::uuid[], :contests::text[], :participants::uuid[])
        as w (campaign, contest, participant)) as w,
     lateral (select ${attemptColumns} from attempt a join org_unit u on u.id = a.unit_id
       where a.campaign_id = w.campaign and a.contest = w.contest and a.participant_id = w.participant
       order by a.started_at desc, a.id desc limit 200) as own`,
)

/** A person's attempts in a contest, the latest first; a few by the cap. */
export const listAttemptRows = gather(async (db, whose: Whose[]) => {
  const rows = await list(db, {
    campaigns: whose.map((one) => one.campaign),
    contests: whose.map((one) => one.contest),
    participants: whose.map((one) => one.participant),
  })
  return whose.map(({ campaign, contest, participant }) =>
    rows.filter(
      (row) => row.participantId === participant && row.contest === contest && row.campaignId === campaign,
    ),
  )
})
