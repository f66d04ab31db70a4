import type pg from 'pg'

export interface Sent {
  obligation: string
  key: string
}

/** What must be 0 after any accident, counted in the database. */
export async function countBroken(pool: pg.Pool, acknowledged: Sent[]) {
  const { rows } = await pool.query<Record<'lost' | 'doubled' | 'torn', number>>(
    `
    with wanted as (select * from unnest($1::uuid[], $2::text[]) as w (obligation_id, idempotency_key)),
    newest as (
      select obligation_id, max(revision) as revision, count(*) as count from submission group by obligation_id
    )
    select
      (select count(*) from wanted w where not exists (
        select from submission s
        where s.obligation_id = w.obligation_id and s.idempotency_key = w.idempotency_key)) as lost,
      (select count(*) from (
        select from submission group by obligation_id, idempotency_key having count(*) > 1) twice) as doubled,
      (select count(*) from submission s where not exists (
        select from audit_record a where a.kind = 'report-submitted' and a.subject_id = s.id::text))
      + (select count(*) from obligation o left join newest n on n.obligation_id = o.id
        where o.revision <> coalesce(n.count, 0) or o.revision <> coalesce(n.revision, 0))
      + (select count(*) from (
        select from figures where ended_at is null group by obligation_id having count(*) > 1) both_count) as torn`,
    [acknowledged.map((one) => one.obligation), acknowledged.map((one) => one.key)],
  )
  return rows[0]!
}

/** Connections of the product that a vanished client has left inside a transaction. */
export async function countStuck(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) as count from pg_stat_activity
     where application_name = 'anyue' and datname = current_database() and state like 'idle in transaction%'`,
  )
  return rows[0]!.count
}
