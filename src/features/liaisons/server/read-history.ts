import { unitColumns } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { type Liaison, describeLiaisonForm, readLiaisons } from './find-liaisons.ts'
import { maskLiaison, mayReveal } from './present-directory.ts'
import { listLiaisonRevisions } from './queries.ts'

/** Who was liaison when: every revision of a unit's table with the names that came and went. */
export async function readHistory(
  db: Connection,
  campaign: CampaignInForce,
  unitId: string,
  reader: { user: SignedInUser; reveal: boolean },
) {
  const unit = await db
    .selectFrom('org_unit')
    .where('id', '=', unitId)
    .select([...unitColumns, 'code', 'name'])
    .executeTakeFirstOrThrow()
  const form = describeLiaisonForm(campaign.definition)
  const may = mayReveal(reader.user, unit)
  const masked = (form?.personal ?? true) && !(may && reader.reveal)
  const rows =
    form && form.tasks.length > 0 ? await listLiaisonRevisions(db, campaign.id, form.tasks, unit.id) : []
  const reports = rows.map((row) => readLiaisons(row.content).liaisons)
  const show = (one: Liaison) => (masked ? maskLiaison(one, form!.fields) : one)
  const without = (list: Liaison[], others: Liaison[]) =>
    list.filter((one) => !others.some((other) => other.name === one.name)).map((one) => show(one).name ?? '')
  return {
    unit: { code: unit.code, name: unit.name },
    fields: (form?.fields ?? []).map(({ key, label }) => ({ key, label })),
    masked,
    mayReveal: may,
    items: rows.map((row, index) => ({
      submissionId: row.id,
      revision: row.revision,
      submittedAt: row.submitted_at.toISOString(),
      submittedBy: row.submitted_by,
      liaisons: reports[index]!.map(show),
      added: without(reports[index]!, reports[index + 1] ?? []),
      removed: without(reports[index + 1] ?? [], reports[index]!),
    })),
  }
}
