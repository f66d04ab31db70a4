import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import type { RemarkRule } from '../../campaign/recording.ts'
import type { RemarkDetail } from '../rules.ts'

export interface Found {
  rule: RemarkRule
  fileId?: string
  code?: string
  other?: { subject: 'activity' | 'submission'; id: string; fileId?: string | undefined }
  detail?: RemarkDetail
}

/** Writes what is new and takes away open remarks that no longer hold; settled ones stay. */
export async function writeRemarks(
  db: Connection,
  about: { campaignId: string; unitId: string; subject: 'activity' | 'submission'; id: string },
  found: Found[],
  now: Date,
): Promise<void> {
  const kept: string[] = []
  for (const one of found) {
    const { rows } = await sql<{ id: string }>`
      insert into remark (id, campaign_id, unit_id, rule_key, kind, subject, subject_id, file_id, code, other, other_id,
        other_file_id, detail, found_at)
      values (${v7()}, ${about.campaignId}, ${about.unitId}, ${one.rule.key}, ${one.rule.kind}, ${about.subject},
        ${about.id}, ${one.fileId ?? null}, ${one.code ?? null}, ${one.other?.subject ?? null}, ${one.other?.id ?? null},
        ${one.other?.fileId ?? null}, ${JSON.stringify(one.detail ?? {})}, ${now})
      on conflict (rule_key, subject, subject_id, file_id, code, other_id, other_file_id)
        do update set detail = excluded.detail
      returning id`.execute(db)
    kept.push(rows[0]!.id)
  }
  await sql`
    delete from remark where subject = ${about.subject} and subject_id = ${about.id} and settled_at is null
      and id <> all(${kept}::uuid[])`.execute(db)
}
