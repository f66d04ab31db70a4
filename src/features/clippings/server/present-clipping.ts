import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { counterKeys } from '../../campaign/recording.ts'
import { nameRecordFiles } from '../../evidence/server/list-record-files.ts'
import { noMeasures } from '../../ledger/rules.ts'
import type { ClippingView } from '../contract.ts'
import { presentMedia } from './present-media.ts'
import { type ClippingRow, findClipping, listAlike, listClippingFiles } from './queries.ts'

export async function viewClipping(
  db: Connection,
  campaign: CampaignInForce,
  id: string,
  user: SignedInUser,
): Promise<ClippingView> {
  const row = await findClipping(db, campaign.id, id)
  if (!row) throw new ProblemError(notFound)
  const files = await listClippingFiles(db, id)
  const counted = {
    as: [counterKeys.clipping(row.topic)],
    measures: { ...noMeasures, quantity: row.quantity },
  }
  return {
    ...(await presentMedia(db, campaign.definition, row, files, counted, user)),
    content: {
      outlet: row.outlet,
      level: row.level,
      medium: row.medium,
      day: row.day,
      title: row.title,
      link: row.link,
      topic: row.topic,
      quantity: row.quantity,
      files: nameRecordFiles(files),
    },
    questions: row.deleted_at ? [] : await findQuestions(db, row),
  }
}

/** The indicator's rule says: a report is counted once, reprints are not. */
async function findQuestions(db: Connection, row: ClippingRow): Promise<ClippingView['questions']> {
  const alike = await listAlike(db, row)
  return alike.map((one) => ({
    message:
      row.link_key !== null && one.link_key === row.link_key
        ? '本单位已记过同一链接的报道，是否同一篇？转载不重复计，重复的请删除一条。'
        : '本单位已记过同一媒体同日同标题的报道，是否同一篇？转载不重复计，重复的请删除一条。',
    clipping: one.id,
    title: `${one.outlet}《${one.title}》`,
  }))
}
