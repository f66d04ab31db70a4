import type { Connection } from '../../../platform/server/database.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { findFirstPicture } from '../../evidence/server/list-record-files.ts'
import { postEntries } from '../../ledger/server/post-entries.ts'
import { noMeasures } from '../../ledger/rules.ts'
import { listCountedAs } from '../rules.ts'
import { listCaseFiles } from './queries.ts'

interface PostedCase {
  id: string
  unit_id: string
  title: string
  day: string
  flags: string[]
  exposed_on: string | null
}

/** Brings the ledger up to date with a case. */
export async function postCase(db: Connection, campaign: CampaignInForce, row: PostedCase): Promise<void> {
  const files = await listCaseFiles(db, row.id)
  await postEntries(db, campaign, [
    {
      id: row.id,
      source: 'case',
      title: row.title,
      countedAs: listCountedAs({ flags: row.flags, exposed: row.exposed_on !== null }),
      measures: noMeasures,
      day: row.day,
      unitIds: [row.unit_id],
      fileId: findFirstPicture(files),
    },
  ])
}
