import { type RawBuilder, sql } from 'kysely'
import type { UnitScope } from '../../../platform/server/access.ts'
import { withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'

/** What a table is asked of: whole subtrees, or the named units' own sheets. */
export interface Reach {
  scope: UnitScope
  own: boolean
}

/**
 * The point of the ledger that a table stands at: what happened up to `asOf` and, for a published one, was
 * written by then. A report that arrived before `asOf` but was written after the audit line `position` is late
 * for the snapshot, although its time is not.
 */
export interface Moment {
  asOf: Date
  position: number | null
}

/** Whether the audit line of a change (what, of what kind, when) was written after the moment's position. */
function writtenLater(
  moment: Moment,
  subject: RawBuilder<unknown>,
  kind: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
) {
  if (moment.position === null) return sql<boolean>`false`
  return sql<boolean>`exists (select 1 from audit_record a where a.subject_id = ${subject}::text
    and a.kind = ${kind} and a.at = ${at} and a.number > ${moment.position})`
}

const submitted = sql`'report-submitted'`
const reviewed = sql`'report-' || r.kind`
const dueChanged = sql`case c.kind when 'extension' then 'deadline-extended'
  when 'exemption' then 'obligation-exempted' else c.kind end`

/** Whether what ended figures, a return or else the next revision, was written after the moment's position. */
function endedLater(moment: Moment) {
  if (moment.position === null) return sql<boolean>`false`
  return sql<boolean>`coalesce(
    (select max(a.number) from audit_record a
      where a.subject_id = f.submission_id::text and a.kind = 'report-returned'),
    (select max(a.number) from submission following join audit_record a on a.subject_id = following.id::text
      where following.obligation_id = f.obligation_id and following.revision = f.revision + 1
        and a.kind = 'report-submitted')
  ) > ${moment.position}`
}

function reaches(reach: Reach, table: string) {
  return reach.own
    ? sql<boolean>`${sql.ref(`${table}.unit_id`)} = any(${reach.scope.units.map((unit) => unit.id)}::uuid[])`
    : withinScope(reach.scope, table)
}

export interface FiguresRow {
  unit_id: string
  submission_id: string
  obligation_id: string
  period_title: string
  submitted_at: Date
  vals: (number | null)[]
  definition_digest: string
  accepted: boolean
}

/** Per unit the figures in force at `asOf`: of the latest period, its last revision neither returned nor replaced. */
export async function listFiguresInForce(
  db: Connection,
  campaignId: string,
  reach: Reach,
  moment: Moment,
): Promise<FiguresRow[]> {
  const { asOf } = moment
  const result = await sql<FiguresRow>`
    select f.*, o.period_title, s.definition_digest, coalesce(d.kind = 'accepted', false) as accepted
    from (
      select distinct on (f.unit_id) f.unit_id, f.submission_id, f.obligation_id, f.submitted_at, f.vals
      from figures f join obligation o on o.id = f.obligation_id
      where f.campaign_id = ${campaignId} and f.submitted_at <= ${asOf}
        and not ${writtenLater(moment, sql`f.submission_id`, submitted, sql`f.submitted_at`)}
        and (f.ended_at is null or f.ended_at > ${asOf}
          or ${endedLater(moment)})
        and (o.withdrawn_at is null or o.withdrawn_at > ${asOf})
        and ${reaches(reach, 'f')}
      order by f.unit_id, f.period_end desc, f.revision desc, f.submitted_at desc, f.submission_id
    ) f
    join obligation o on o.id = f.obligation_id
    join submission s on s.id = f.submission_id
    left join lateral (
      select kind from review r
      where r.submission_id = f.submission_id and r.kind <> 'signed-off' and r.made_at <= ${asOf}
        and not ${writtenLater(moment, sql`r.submission_id`, reviewed, sql`r.made_at`)}
      order by r.made_at desc, r.id desc limit 1
    ) d on true`.execute(db)
  return result.rows
}

export interface NewestRow {
  obligation_id: string
  unit_id: string
  period_title: string
  due_at: Date
  exempted: boolean
}

/**
 * Per unit its newest obligation with figures that was due or reported by `asOf`. Due time and exemption are
 * read from the rows of reasons, since the obligation's own columns tell of today only.
 */
export async function listNewestObligations(
  db: Connection,
  campaignId: string,
  reach: Reach,
  tasks: string[],
  moment: Moment,
): Promise<NewestRow[]> {
  const { asOf } = moment
  const result = await sql<NewestRow>`
    select distinct on (o.unit_id) o.id as obligation_id, o.unit_id, o.period_title,
      coalesce(extension.new_due_at, o.due_at) as due_at,
      coalesce(exemption.kind = 'exemption', o.exempted_at <= ${asOf}, false) as exempted
    from obligation o
    left join lateral (
      select new_due_at from deadline_change c
      where c.obligation_id = o.id and c.kind = 'extension' and c.made_at <= ${asOf}
        and not ${writtenLater(moment, sql`c.obligation_id`, dueChanged, sql`c.made_at`)}
      order by c.made_at desc, c.id desc limit 1
    ) extension on true
    left join lateral (
      select kind from deadline_change c
      where c.obligation_id = o.id and c.kind <> 'extension' and c.made_at <= ${asOf}
        and not ${writtenLater(moment, sql`c.obligation_id`, dueChanged, sql`c.made_at`)}
      order by c.made_at desc, c.id desc limit 1
    ) exemption on true
    where o.campaign_id = ${campaignId} and o.task_key = any(${tasks}::text[])
      and (o.withdrawn_at is null or o.withdrawn_at > ${asOf})
      and ${reaches(reach, 'o')}
      and (coalesce(extension.new_due_at, o.due_at) <= ${asOf}
        or exists (select 1 from submission s where s.obligation_id = o.id and s.submitted_at <= ${asOf}
          and not ${writtenLater(moment, sql`s.id`, submitted, sql`s.submitted_at`)}))
    order by o.unit_id, o.period_end desc, o.due_at desc, o.id`.execute(db)
  return result.rows
}

/** Revisions by `asOf` of the given obligations, oldest first. */
export function listRevisionFacts(db: Connection, obligationIds: string[], moment: Moment) {
  const { asOf } = moment
  return db
    .selectFrom('submission as s')
    .where(sql<boolean>`s.obligation_id = any(${obligationIds}::uuid[])`)
    .where('s.submitted_at', '<=', asOf)
    .where(sql<boolean>`not ${writtenLater(moment, sql`s.id`, submitted, sql`s.submitted_at`)}`)
    .select((eb) => [
      's.obligation_id',
      's.revision',
      's.submitted_at',
      's.on_time',
      eb
        .exists(
          eb
            .selectFrom('review as r')
            .whereRef('r.submission_id', '=', 's.id')
            .where('r.kind', '=', 'returned')
            .where('r.made_at', '<=', asOf)
            .where(sql<boolean>`not ${writtenLater(moment, sql`r.submission_id`, reviewed, sql`r.made_at`)}`),
        )
        .as('returned'),
    ])
    .orderBy('s.revision')
    .execute()
}

/** In directory order. */
export function listUnitsByIds(db: Connection, ids: string[]) {
  return db
    .selectFrom('org_unit')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .select(['id', 'code', 'name'])
    .orderBy('level')
    .orderBy('position')
    .orderBy('number')
    .execute()
}

/** Indicator codes of earlier definitions: figures are stored in the order of the one they were reported with. */
export async function listIndicatorOrders(
  db: Connection,
  campaignId: string,
  digests: string[],
): Promise<Map<string, string[]>> {
  if (digests.length === 0) return new Map()
  const rows = await db
    .selectFrom('campaign_version')
    .where('campaign_id', '=', campaignId)
    .where('digest', 'in', digests)
    .select(['digest', sql<string[]>`jsonb_path_query_array(definition, '$.indicators[*].code')`.as('codes')])
    .execute()
  return new Map(rows.map((row) => [row.digest, row.codes]))
}

export async function listFigureNotes(
  db: Connection,
  submissionIds: string[],
): Promise<Map<string, Record<string, string>>> {
  const rows = await db
    .selectFrom('submission')
    .where(sql<boolean>`id = any(${submissionIds}::uuid[])`)
    .select(['id', sql<Record<string, string> | null>`content -> 'figureNotes'`.as('notes')])
    .execute()
  return new Map(rows.map((row) => [row.id, row.notes ?? {}]))
}
