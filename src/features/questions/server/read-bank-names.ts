import type { Connection } from '../../../platform/server/database.ts'

export interface BankNames {
  key: string
  title: string
  /** Meanings by tag. */
  tags: Record<string, string>
}

/** What banks and their tags are called. */
export async function readBankNames(db: Connection, campaignId: string): Promise<BankNames[]> {
  const rows = await db
    .selectFrom('question_bank')
    .where('campaign_id', '=', campaignId)
    .select(['key', 'title', 'tags'])
    .orderBy('key')
    .execute()
  return rows.map((row) => ({ ...row, tags: row.tags as Record<string, string> }))
}
