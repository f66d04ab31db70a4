import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { v7 } from 'uuid'
import { type UnitScope, covers, withinScope } from '../../../platform/server/access.ts'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { ProblemError, forbidden, notFound } from '../../../platform/shared/problem.ts'
import { campaignDefinition } from '../../campaign/definition.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { SnapshotSummary } from '../contract.ts'
import { countCoverage, sumFigures } from '../rules.ts'
import { type Table, type TableUnit, buildTable } from './build-table.ts'

/**
 * What a snapshot stores. The digest is over `ledger` alone: names may change later without making the
 * figures others.
 */
export interface SnapshotContent {
  ledger: {
    campaign: string
    unit: string
    asOf: string
    /** The last audit line written by then. */
    position: number
    definitionDigest: string
    codes: string[]
    units: Omit<TableUnit, 'name'>[]
  }
  names: Record<string, string>
}

function toContent(
  campaign: { key: string; digest: string },
  unit: { code: string; name: string },
  table: Table,
  position: number,
): SnapshotContent {
  return {
    ledger: {
      campaign: campaign.key,
      unit: unit.code,
      asOf: table.asOf.toISOString(),
      position,
      definitionDigest: campaign.digest,
      codes: table.codes,
      units: table.units.map((one) => ({
        code: one.code,
        standing: one.standing,
        submissionId: one.submissionId,
        obligationId: one.obligationId,
        periodTitle: one.periodTitle,
        submittedAt: one.submittedAt,
        accepted: one.accepted,
        values: one.values,
      })),
    },
    names: Object.fromEntries([[unit.code, unit.name], ...table.units.map((one) => [one.code, one.name])]),
  }
}

export function tableOfSnapshot(content: SnapshotContent): Table {
  const { ledger, names } = content
  const given = ledger.units.flatMap((one) => (one.values ? [{ values: one.values }] : []))
  return {
    asOf: new Date(ledger.asOf),
    codes: ledger.codes,
    totals: sumFigures(ledger.codes, given),
    units: ledger.units.map((one) => ({ ...one, name: names[one.code] ?? one.code })),
  }
}

function digestOf(content: SnapshotContent): string {
  return createHash('sha256').update(canonicalJson(content.ledger)).digest('hex')
}

/** Freezes the table of now. The campaign's row is locked, so that numbers have no gap and none is given twice. */
export async function publishTable(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  scope: UnitScope,
  title: string,
): Promise<SnapshotSummary> {
  // Not "for update": foreign keys of reports being written hold a key share of this row.
  await sql`select 1 from campaign where id = ${campaign.id} for no key update`.execute(db)
  // What is being written this moment is waited for; what comes after gets a higher number in the audit log.
  // The order of the tables is that of their writers.
  await sql`lock table submission, review, figures, deadline_change in share mode`.execute(db)
  const unit = await db
    .selectFrom('org_unit')
    .where('id', '=', scope.units[0]!.id)
    .select(['id', 'number', 'level', 'code', 'name'])
    .executeTakeFirstOrThrow()
  const { position } = await db
    .selectFrom('audit_record')
    .select(sql<number>`coalesce(max(number), 0)`.as('position'))
    .executeTakeFirstOrThrow()
  const reach = { scope: { units: [unit] }, own: false }
  const table = await buildTable(db, campaign, reach, { asOf: context.now, position })
  const content = toContent(campaign, unit, table, position)
  const digest = digestOf(content)
  const { last } = await db
    .selectFrom('snapshot')
    .where('campaign_id', '=', campaign.id)
    .select(sql<number | null>`max(number)`.as('last'))
    .executeTakeFirstOrThrow()
  const id = v7()
  const number = (last ?? 0) + 1
  await db
    .insertInto('snapshot')
    .values({
      id,
      campaign_id: campaign.id,
      number,
      unit_id: unit.id,
      title,
      as_of: context.now,
      definition_digest: campaign.digest,
      digest,
      content: JSON.stringify(content),
      published_at: context.now,
      published_by: context.caller!.id,
    })
    .execute()
  await writeAudit(db, context, 'snapshot-published', {
    unitId: unit.id,
    subjectId: id,
    after: { number, title, digest },
  })
  const coverage = countCoverage(table.units)
  return {
    number,
    title,
    unit: { code: unit.code, name: unit.name },
    asOf: context.now.toISOString(),
    digest,
    publishedAt: context.now.toISOString(),
    publishedBy: context.caller!.name,
    included: coverage.included,
    expected: coverage.expected,
  }
}

function selectSnapshots(db: Connection, campaignId: string) {
  return db
    .selectFrom('snapshot as s')
    .innerJoin('org_unit as u', 'u.id', 's.unit_id')
    .innerJoin('user as p', 'p.id', 's.published_by')
    .where('s.campaign_id', '=', campaignId)
    .select([
      's.number',
      's.title',
      's.as_of',
      's.definition_digest',
      's.digest',
      's.content',
      's.published_at',
      'p.name as publisher',
      'u.id as unit_id',
      'u.number as unit_number',
      'u.level as unit_level',
      'u.code',
      'u.name',
      'u.a0',
      'u.a1',
      'u.a2',
      'u.a3',
      'u.a4',
      'u.a5',
      'u.a6',
    ])
}

type SnapshotRow = Awaited<ReturnType<ReturnType<typeof selectSnapshots>['executeTakeFirstOrThrow']>>

function summarise(row: SnapshotRow): SnapshotSummary {
  const content = row.content as unknown as SnapshotContent
  const coverage = countCoverage(content.ledger.units)
  return {
    number: row.number,
    title: row.title,
    unit: { code: row.code, name: content.names[row.code] ?? row.name },
    asOf: row.as_of.toISOString(),
    digest: row.digest,
    publishedAt: row.published_at.toISOString(),
    publishedBy: row.publisher,
    included: coverage.included,
    expected: coverage.expected,
  }
}

/** Newest first, of units that the reader covers. */
export async function listPublished(
  db: Connection,
  campaignId: string,
  scope: UnitScope,
  page: { before: number | null; limit: number },
): Promise<SnapshotSummary[]> {
  let query = selectSnapshots(db, campaignId).where(withinScope(scope, 'u'))
  if (page.before !== null) query = query.where('s.number', '<', page.before)
  return (await query.orderBy('s.number', 'desc').limit(page.limit).execute()).map(summarise)
}

export interface FoundSnapshot {
  summary: SnapshotSummary
  content: SnapshotContent
  unit: { id: string; number: number; level: number; code: string; name: string }
}

export async function findSnapshot(
  db: Connection,
  campaignId: string,
  number: number,
  scope: UnitScope,
): Promise<FoundSnapshot> {
  const row = await selectSnapshots(db, campaignId).where('s.number', '=', number).executeTakeFirst()
  if (!row) throw new ProblemError(notFound)
  const of = { ...row, id: row.unit_id, number: row.unit_number, level: row.unit_level }
  if (!scope.units.some((unit) => covers(unit, of))) throw new ProblemError(forbidden)
  const summary = summarise(row)
  return {
    summary,
    content: row.content as unknown as SnapshotContent,
    unit: { id: of.id, number: of.number, level: of.level, ...summary.unit },
  }
}

/** Whether the ledger, asked again as of the snapshot's instant, gives the published figures. */
export async function verifySnapshot(
  db: Connection,
  campaign: CampaignInForce,
  snapshot: FoundSnapshot,
): Promise<boolean> {
  const { ledger } = snapshot.content
  const then = await campaignAsDefined(db, campaign, ledger.definitionDigest)
  const table = await buildTable(
    db,
    then,
    { scope: { units: [snapshot.unit] }, own: false },
    { asOf: new Date(ledger.asOf), position: ledger.position },
    ledger.codes,
  )
  return digestOf(toContent(then, snapshot.unit, table, ledger.position)) === snapshot.summary.digest
}

/** The campaign with the definition of `digest`, when a later one is in force now. */
export async function campaignAsDefined(
  db: Connection,
  campaign: CampaignInForce,
  digest: string,
): Promise<CampaignInForce> {
  if (digest === campaign.digest) return campaign
  const version = await db
    .selectFrom('campaign_version')
    .where('campaign_id', '=', campaign.id)
    .where('digest', '=', digest)
    .select('definition')
    .executeTakeFirst()
  return version
    ? { ...campaign, digest, definition: campaignDefinition.parse(version.definition) }
    : campaign
}
