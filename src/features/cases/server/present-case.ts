import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { listCounters } from '../../campaign/recording.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { countMeasures, noMeasures } from '../../ledger/rules.ts'
import { checkBasis } from '../../laws/citations.ts'
import type { CaseView } from '../contract.ts'
import { listCountedAs } from '../rules.ts'
import { findCase, listCaseFiles } from './queries.ts'
import { readLaws } from '../../laws/server/read-laws.ts'

export async function viewCase(
  db: Connection,
  campaign: CampaignInForce,
  id: string,
  user: SignedInUser,
): Promise<CaseView> {
  const row = await findCase(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  const files = await listCaseFiles(db, id)
  const unit = await db
    .selectFrom('org_unit')
    .where('id', '=', row.unit_id)
    .select(unitColumns)
    .executeTakeFirstOrThrow()
  const laws = await readLaws()
  const counters = listCounters(campaign.definition)
  const countedAs = listCountedAs({ flags: row.flags, exposed: row.exposed_on !== null })
  const typed = row.clipping_id === null
  return {
    id: row.id,
    unit: { code: row.unit_code, name: row.unit_name },
    content: {
      title: row.title,
      facts: row.facts,
      decidedOn: row.decided_on,
      penalty: row.penalty,
      amount: row.amount_fen === null ? null : row.amount_fen / 100,
      bases: row.bases,
      flags: row.flags,
      clipping: row.clipping_id,
      outlet: typed ? row.outlet : null,
      exposedOn: typed ? row.exposed_on : null,
      files: files.map((file) => ({ id: file.id, caption: file.caption })),
    },
    day: row.day,
    exposure:
      row.exposed_on === null
        ? null
        : {
            outlet: row.outlet!,
            day: row.exposed_on,
            clipping: row.clipping_id ? { id: row.clipping_id, title: row.clipping_title! } : null,
          },
    findings: row.bases.map((basis) => checkBasis(basis, laws, row.decided_on)),
    files: files.map((file) => ({
      id: file.id,
      name: file.name,
      kind: file.kind as 'image',
      size: file.size,
      hasThumbnail: file.has_thumbnail,
      caption: file.caption,
    })),
    counts: [...countMeasures(counters, countedAs, noMeasures)].map(([code, value]) => ({ code, value })),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.creator,
    changedAt: row.changed_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    may: { write: mayDo(user, 'activity.write', unit) },
  }
}
