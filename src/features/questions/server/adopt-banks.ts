import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import type { BankFile, Question } from '../question.ts'
import { adoptPictures } from './adopt-pictures.ts'
import { digestQuestion, toQuestionRow } from './question-row.ts'
import { readBanks } from './read-bank.ts'
import { renewBankVersion } from './read-live-questions.ts'

/**
 * Loads the questions of a campaign's folder. They were reviewed there and are live at once; where the office has a
 * version of its own, the folder's newer one waits for review. What the folder no longer has is retired, unless the
 * office edited it. Loading the same again changes nothing.
 */
export async function adoptBanks(
  db: Connection,
  context: AuditContext,
  campaignKey: string,
  folder: string,
): Promise<void> {
  const { banks, failures } = await readBanks(folder)
  if (failures.length > 0)
    throw new Error(failures.map((one) => `${one.file}:${one.line} ${one.key} ${one.message}`).join('\n'))
  const { id: campaignId } = await findCampaign(db, campaignKey)
  await saveBanks(
    db,
    campaignId,
    banks.map(({ bank }) => bank),
  )
  const shipped = banks.flatMap(({ bank }) =>
    bank.questions.map((question) => ({ bank: bank.key, question })),
  )
  await adoptPictures(
    db,
    context,
    campaignId,
    folder,
    shipped.map(({ question }) => question),
  )
  const { added, retired } = await adoptQuestions(db, context, campaignId, shipped)
  if (added + retired === 0) return
  await renewBankVersion(db, campaignId)
  await writeAudit(db, context, 'questions-adopted', { after: { added, retired } })
}

async function saveBanks(db: Connection, campaignId: string, banks: BankFile[]): Promise<void> {
  for (const { key, title, tags } of banks)
    await db
      .insertInto('question_bank')
      .values({ campaign_id: campaignId, key, title, tags: JSON.stringify(tags) })
      .onConflict((conflict) =>
        conflict.columns(['campaign_id', 'key']).doUpdateSet({ title, tags: JSON.stringify(tags) }),
      )
      .execute()
}

interface Known {
  newest: number
  /** Of the last version that came with the folder. */
  shippedDigest: string | null
  live: { id: string; shipped: boolean } | null
  open: boolean
}

async function adoptQuestions(
  db: Connection,
  { now }: AuditContext,
  campaignId: string,
  shipped: { bank: string; question: Question }[],
): Promise<{ added: number; retired: number }> {
  const known = await readKnown(db, campaignId)
  const rows = []
  const retiring: string[] = []
  for (const { bank, question } of shipped) {
    const one = known.get(question.key)
    if (one?.shippedDigest === digestQuestion(bank, question)) continue
    const edited = one !== undefined && (one.live === null || !one.live.shipped)
    if (one?.open) continue
    if (one?.live?.shipped) retiring.push(one.live.id)
    rows.push(
      toQuestionRow(
        { campaignId, now },
        { bank, question, version: (one?.newest ?? 0) + 1, state: edited ? 'review' : 'live', author: null },
      ),
    )
  }
  const still = new Set(shipped.map(({ question }) => question.key))
  for (const [key, one] of known) if (!still.has(key) && one.live?.shipped) retiring.push(one.live.id)
  if (retiring.length > 0)
    await db.updateTable('question_version').set({ state: 'retired' }).where('id', 'in', retiring).execute()
  for (let at = 0; at < rows.length; at += 500)
    await db
      .insertInto('question_version')
      .values(rows.slice(at, at + 500))
      .execute()
  return { added: rows.length, retired: retiring.length }
}

async function readKnown(db: Connection, campaignId: string): Promise<Map<string, Known>> {
  const rows = await db
    .selectFrom('question_version')
    .where('campaign_id', '=', campaignId)
    .select(['id', 'key', 'version', 'state', 'digest', 'author_id'])
    .orderBy('version')
    .execute()
  const known = new Map<string, Known>()
  for (const row of rows) {
    const shipped = row.author_id === null
    const before = known.get(row.key)
    known.set(row.key, {
      newest: row.version,
      shippedDigest: shipped ? row.digest : (before?.shippedDigest ?? null),
      live: row.state === 'live' ? { id: row.id, shipped } : (before?.live ?? null),
      open: row.state === 'draft' || row.state === 'review' || (before?.open ?? false),
    })
  }
  return known
}
