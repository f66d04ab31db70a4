import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { presentMedia } from '../../clippings/server/present-media.ts'
import { nameRecordFiles } from '../../evidence/server/list-record-files.ts'
import { checkBasis } from '../../laws/citations.ts'
import { readLaws } from '../../laws/server/read-laws.ts'
import { noMeasures } from '../../ledger/rules.ts'
import type { CaseView } from '../contract.ts'
import { listCountedAs } from '../rules.ts'
import { findCase, listCaseFiles } from './queries.ts'

export async function viewCase(
  db: Connection,
  campaign: CampaignInForce,
  id: string,
  user: SignedInUser,
): Promise<CaseView> {
  const row = await findCase(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  const files = await listCaseFiles(db, id)
  const laws = await readLaws()
  const counted = {
    as: listCountedAs({ flags: row.flags, exposed: row.exposed_on !== null }),
    measures: noMeasures,
  }
  const typed = row.clipping_id === null
  return {
    ...(await presentMedia(db, campaign.definition, row, files, counted, user)),
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
      files: nameRecordFiles(files),
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
  }
}
