import { sql } from 'kysely'
import type { Connection } from '../../../platform/server/database.ts'
import { findCampaignById } from '../../campaign/server/find-campaign.ts'
import { capOf } from '../rules.ts'

/**
 * The attempts of a device become those of the person it belongs to, numbered on, as far as the person's cap allows;
 * what is beyond it stays behind. The better standing is kept.
 */
export async function joinAttempts(db: Connection, from: string, to: string): Promise<void> {
  const attempts = await db
    .selectFrom('attempt')
    .where('participant_id', '=', from)
    .select(['id', 'campaign_id', 'contest', 'phase', 'span'])
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const attempt of attempts) {
    const { definition } = await findCampaignById(db, attempt.campaign_id)
    const contest = definition.public.contests.find((one) => one.key === attempt.contest)
    if (!contest) continue
    const { atMost } = capOf(contest, attempt.phase as 'scored' | 'daily', attempt.span)
    await sql`
      update attempt set participant_id = ${to}, number = next.number
      from (select coalesce(max(number), 0) + 1 as number, coalesce(bool_or(finished_at is null), false) as running
        from attempt where participant_id = ${to} and campaign_id = ${attempt.campaign_id}
          and contest = ${attempt.contest} and phase = ${attempt.phase} and span = ${attempt.span}) as next
      where id = ${attempt.id} and next.number <= ${atMost} and (finished_at is not null or not next.running)`.execute(
      db,
    )
  }
  await joinStandings(db, from, to)
}

async function joinStandings(db: Connection, from: string, to: string): Promise<void> {
  await sql`
    with left_behind as (delete from standing where participant_id = ${from} returning *)
    insert into standing as s (campaign_id, contest, participant_id, attempt_id, unit_id, points, used_ms, reached_at, display)
    select campaign_id, contest, ${to}::uuid, attempt_id, unit_id, points, used_ms, reached_at, display
    from left_behind where attempt_id in (select id from attempt where participant_id = ${to})
    on conflict (campaign_id, contest, participant_id) do update set
      attempt_id = excluded.attempt_id, unit_id = excluded.unit_id, points = excluded.points,
      used_ms = excluded.used_ms, reached_at = excluded.reached_at
      where (excluded.points, -excluded.used_ms) > (s.points, -s.used_ms)`.execute(db)
}
