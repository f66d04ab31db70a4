import type { Connection } from '../../../platform/server/database.ts'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'

/** `scope`: only a certificate of these units. */
export function findCertificate(
  db: Connection,
  campaignId: string,
  code: string,
  scope: UnitScope | null = null,
) {
  return db
    .selectFrom('certificate as c')
    .innerJoin('certificate_text as t', 't.digest', 'c.text_digest')
    .innerJoin('org_unit as u', 'u.id', 'c.unit_id')
    .where('c.campaign_id', '=', campaignId)
    .where('c.code', '=', code)
    .$if(scope !== null, (query) => query.where(withinScope(scope!, 'u')))
    .select(['c.code', 'c.channel', 'c.participant_id', 'c.holder', 'c.strokes', 'c.facts', 'c.day'])
    .select([
      'c.withdrawn_at',
      't.title',
      't.lines',
      't.issuer',
      'u.code as unit_code',
      'u.name as unit_name',
    ])
    .executeTakeFirst()
}
export type CertificateRow = NonNullable<Awaited<ReturnType<typeof findCertificate>>>
