import { mayDo, unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { counterKeys, listCounters } from '../../campaign/recording.ts'
import { countMeasures, noMeasures } from '../../ledger/rules.ts'
import type { ClippingView } from '../contract.ts'
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
  const unit = await db
    .selectFrom('org_unit')
    .where('id', '=', row.unit_id)
    .select(unitColumns)
    .executeTakeFirstOrThrow()
  const counters = listCounters(campaign.definition)
  const measures = { ...noMeasures, quantity: row.quantity }
  return {
    id: row.id,
    unit: { code: row.unit_code, name: row.unit_name },
    content: {
      outlet: row.outlet,
      level: row.level,
      medium: row.medium,
      day: row.day,
      title: row.title,
      link: row.link,
      topic: row.topic,
      quantity: row.quantity,
      files: files.map((file) => ({ id: file.id, caption: file.caption })),
    },
    files: files.map((file) => ({
      id: file.id,
      name: file.name,
      kind: file.kind as 'image',
      size: file.size,
      hasThumbnail: file.has_thumbnail,
      caption: file.caption,
    })),
    counts: [...countMeasures(counters, [counterKeys.clipping(row.topic)], measures)].map(
      ([code, value]) => ({ code, value }),
    ),
    questions: row.deleted_at ? [] : await findQuestions(db, row),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.creator,
    changedAt: row.changed_at.toISOString(),
    deletedAt: row.deleted_at?.toISOString() ?? null,
    may: { write: mayDo(user, 'activity.write', unit) },
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
