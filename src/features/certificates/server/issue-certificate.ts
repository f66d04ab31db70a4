import { createHash, randomInt } from 'node:crypto'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import type { SignatureInput } from '../contract.ts'
import { codeLength, codeSigns } from '../rules.ts'

export interface CertificateIssue {
  campaignId: string
  /** `channelKeys` of the campaign's public part. */
  channel: string
  /** The pledge or attempt that it is for; one certificate in force each. */
  recordId: string
  participantId: string
  unitId: string
  title: string
  /** Paragraphs, kept as they are at this moment. */
  lines: string[]
  issuer: string
  signature: SignatureInput
  /** What only the holder sees: `企业：某某公司`. */
  facts: { label: string; value: string }[]
  /** Local date, `YYYY-MM-DD`. */
  day: string
  now: Date
}

/** Writes a certificate with the thing that it is for, in its transaction; gives its code. */
export async function issueCertificate(db: Connection, issue: CertificateIssue): Promise<string> {
  const words = { title: issue.title, lines: issue.lines, issuer: issue.issuer }
  const digest = createHash('sha256').update(canonicalJson(words)).digest()
  await db
    .insertInto('certificate_text')
    .values({ digest, ...words })
    .onConflict((known) => known.doNothing())
    .execute()
  const code = makeCode()
  await db
    .insertInto('certificate')
    .values({
      code,
      campaign_id: issue.campaignId,
      channel: issue.channel,
      record_id: issue.recordId,
      participant_id: issue.participantId,
      unit_id: issue.unitId,
      text_digest: digest,
      holder: issue.signature.kind === 'typed' ? issue.signature.name : null,
      strokes: issue.signature.kind === 'drawn' ? issue.signature.strokes : null,
      facts: JSON.stringify(issue.facts),
      day: issue.day,
      issued_at: issue.now,
    })
    .execute()
  return code
}

/** Code of the certificate in force of a pledge or attempt. */
export async function findCertificateOf(db: Connection, recordId: string): Promise<string | null> {
  const row = await db
    .selectFrom('certificate')
    .where('record_id', '=', recordId)
    .where('withdrawn_at', 'is', null)
    .select('code')
    .executeTakeFirst()
  return row?.code ?? null
}

/** Takes the certificate of a record back; the name and the signature go at once, the code still answers. */
export async function withdrawCertificate(db: Connection, recordId: string, now: Date): Promise<void> {
  await db
    .updateTable('certificate')
    .set({ withdrawn_at: now, holder: null, strokes: null, facts: '[]' })
    .where('record_id', '=', recordId)
    .where('withdrawn_at', 'is', null)
    .execute()
}

function makeCode(): string {
  return Array.from({ length: codeLength }, () => codeSigns[randomInt(codeSigns.length)]).join('')
}
