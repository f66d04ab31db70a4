import { type Connection, prepareStatement } from '../../../platform/server/database.ts'

/** Everything that a new revision is judged against, as one statement saw it. */
export interface Prospect {
  id: string
  campaign_id: string
  campaign_digest: string
  task_key: string
  period_key: string
  opens_at: Date
  due_at: Date
  extended_due_at: Date | null
  exempted: boolean
  standing: 'none' | 'submitted' | 'checked' | 'accepted' | 'returned'
  revision: number
  on_time: boolean | null
  unit_id: string
  unit_code: string
  last_digest: string | null
  has_draft: boolean
  /** The figures in force before (and not of) this period, in the definition's order. */
  previous: (number | null)[] | null
  same_id: string | null
  same_digest: string | null
  same_revision: number | null
  same_receipt: string | null
  same_submitted_at: Date | null
  same_started_at: Date | null
  same_on_time: boolean | null
}

const statement = prepareStatement<
  Prospect,
  { campaignKey: string; obligationId: string; idempotencyKey: string }
>(`
  select o.id, o.campaign_id, c.digest as campaign_digest, o.task_key, o.period_key, o.opens_at, o.due_at,
    o.extended_due_at, o.exempted_at is not null as exempted, o.standing, o.revision, o.on_time, o.unit_id,
    u.code as unit_code, last.digest as last_digest,
    exists (select from draft d where d.obligation_id = o.id) as has_draft, previous.vals as previous, same.id as same_id,
    same.digest as same_digest, same.revision as same_revision, same.receipt as same_receipt,
    same.submitted_at as same_submitted_at, same.started_at as same_started_at, same.on_time as same_on_time
  from obligation o
  join campaign c on c.id = o.campaign_id
  join org_unit u on u.id = o.unit_id
  left join submission last on last.id = o.submission_id
  left join submission same on same.obligation_id = o.id and same.idempotency_key = :idempotencyKey
  left join lateral (
    select f.vals from figures f
    where f.campaign_id = o.campaign_id and f.unit_id = o.unit_id and f.obligation_id <> o.id
      and f.ended_at is null and f.period_end <= o.period_end
    order by f.period_end desc, f.revision desc limit 1
  ) previous on true
  where o.id = :obligationId and c.key = :campaignKey and o.withdrawn_at is null`)

export async function findForSubmission(
  db: Connection,
  campaignKey: string,
  obligationId: string,
  idempotencyKey: string,
): Promise<Prospect | undefined> {
  return (await statement(db, { campaignKey, obligationId, idempotencyKey }))[0]
}
