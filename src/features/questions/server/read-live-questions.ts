import { createHash } from 'node:crypto'
import { type Connection, prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import type { Question } from '../question.ts'

export interface LiveQuestion {
  /** The row of this version: papers and statistics hold on to it. */
  id: string
  version: number
  bank: string
  question: Question
}

/** Questions that may be drawn, by key; of several tags one is enough. */
export async function readLiveQuestions(
  db: Connection,
  campaignId: string,
  filter: { tags?: string[]; kinds?: Question['kind'][]; banks?: string[] } = {},
): Promise<LiveQuestion[]> {
  const rows = await db
    .selectFrom('question_version')
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'live')
    .$if(filter.kinds !== undefined, (query) => query.where('kind', 'in', filter.kinds!))
    .$if(filter.banks !== undefined, (query) => query.where('bank', 'in', filter.banks!))
    .$if(filter.tags !== undefined, (query) =>
      query.where((eb) => eb('tags', '&&', eb.val(filter.tags!) as never)),
    )
    .select(['id', 'version', 'bank', 'content'])
    .orderBy('key')
    .execute()
  return rows.map(({ content, ...row }) => ({ ...row, question: content as unknown as Question }))
}

const readVersions = prepareStatement<{ campaign: string; version: string }, { campaigns: string[] }>(
  'select campaign_id as campaign, version from question_set where campaign_id = any(:campaigns)',
)

/** Digest of all live questions of a campaign; null while there are none. */
export const readBankVersion = gather(async (db, campaigns: string[]): Promise<(string | null)[]> => {
  const rows = await readVersions(db, { campaigns: [...new Set(campaigns)] })
  return campaigns.map((campaign) => rows.find((row) => row.campaign === campaign)?.version ?? null)
})

/** To be called in every transaction that makes a question live or retires one. */
export async function renewBankVersion(db: Connection, campaignId: string): Promise<void> {
  const rows = await db
    .selectFrom('question_version')
    .where('campaign_id', '=', campaignId)
    .where('state', '=', 'live')
    .select(['key', 'digest'])
    .execute()
  if (rows.length === 0) {
    await db.deleteFrom('question_set').where('campaign_id', '=', campaignId).execute()
    return
  }
  const lines = rows.map((row) => `${row.key} ${row.digest}`).sort()
  const version = createHash('sha256').update(lines.join('\n')).digest('hex')
  await db
    .insertInto('question_set')
    .values({ campaign_id: campaignId, version })
    .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet({ version }))
    .execute()
}
