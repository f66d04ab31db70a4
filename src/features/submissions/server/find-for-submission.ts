import { type UnitWithAncestors, unitColumns } from '../../../platform/server/access.ts'
import { type Connection, prepareStatement } from '../../../platform/server/database.ts'

/** The unit that reports, with everything that a new revision is judged against, as one statement saw it. */
export interface Prospect extends UnitWithAncestors {
  obligation_id: string
  campaign_id: string
  campaign_digest: string
  task_key: string
  period_key: string
  period_end: string
  opens_at: Date
  due_at: Date
  extended_due_at: Date | null
  exempted: boolean
  standing: 'none' | 'submitted' | 'checked' | 'accepted' | 'returned'
  revision: number
  on_time: boolean | null
  unit_code: string
  last_digest: string | null
  has_draft: boolean
  /** The unit has records of its own, so that its figures can be compared with them. */
  has_ledger: boolean
  /** The figures in force before (and not of) this period, in the definition's order. */
  previous: (number | null)[] | null
  /** What was made under this idempotency key already; instants as ISO texts. */
  same: {
    id: string
    digest: string
    revision: number
    receipt: string
    submittedAt: string
    startedAt: string | null
    onTime: boolean
  } | null
}

type Key = { campaignKey: string; obligationId: string; idempotencyKey: string }

const unit = unitColumns.map((name) => `u.${name}`).join(', ')

const statement = prepareStatement<Prospect, Key>(`
  select ${unit}, u.code as unit_code, o.id as obligation_id, o.campaign_id, c.digest as campaign_digest, o.task_key,
    o.period_key, o.period_end, o.opens_at, o.due_at, o.extended_due_at, o.exempted_at is not null as exempted, o.standing,
    o.revision, o.on_time, last.digest as last_digest, previous.vals as previous,
    exists (select from draft d where d.obligation_id = o.id) as has_draft,
    exists (select from ledger_entry e where e.unit_ids @> array[o.unit_id]) as has_ledger,
    case when same.id is not null then json_build_object('id', same.id, 'digest', same.digest,
      'revision', same.revision, 'receipt', same.receipt, 'submittedAt', same.submitted_at,
      'startedAt', same.started_at, 'onTime', same.on_time) end as same
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
  { campaignKey, obligationId, idempotencyKey }: Key,
): Promise<Prospect | undefined> {
  return (await statement(db, { campaignKey, obligationId, idempotencyKey }))[0]
}
