import { type UnitScope, type UnitWithAncestors, mayDo } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { SimpleField } from '../../campaign/definition.ts'
import type { LiaisonEntry } from '../contract.ts'
import { maskValue } from '../rules.ts'
import { type Liaison, describeLiaisonForm, readLiaisons } from './find-liaisons.ts'
import { listDirectoryRows } from './queries.ts'

/** Contact data are for those who work with them over the unit, and for the unit itself. */
export function mayReveal(user: SignedInUser, unit: UnitWithAncestors): boolean {
  return mayDo(user, 'personal-data.read', unit) || mayDo(user, 'report.write', unit)
}

export function maskLiaison(liaison: Liaison, fields: SimpleField[]): Liaison {
  return Object.fromEntries(fields.map((field) => [field.key, maskValue(field, liaison[field.key] ?? '')]))
}

export interface DirectoryPage {
  fields: SimpleField[]
  items: LiaisonEntry[]
  /** Sort values of the last row, when there may be more. */
  last: (string | number)[] | null
}

/** `reveal`: clear text where the reader may see it; the caller records that. */
export async function readDirectory(
  db: Connection,
  campaign: CampaignInForce,
  reader: { user: SignedInUser; scope: UnitScope; reveal: boolean },
  page: { after: (string | number)[] | null; limit: number },
): Promise<DirectoryPage> {
  const form = describeLiaisonForm(campaign.definition)
  if (!form || form.tasks.length === 0) return { fields: [], items: [], last: null }
  const rows = await listDirectoryRows(db, campaign.id, form.tasks, reader.scope, page)
  const end = rows.at(-1)
  return {
    fields: form.fields,
    items: rows.map((row) => {
      const may = mayReveal(reader.user, row)
      const masked = form.personal && !(may && reader.reveal)
      const { liaisons, address } = readLiaisons(row.content)
      return {
        code: row.code,
        name: row.name,
        address,
        standing: row.standing as LiaisonEntry['standing'],
        submittedAt: row.submitted_at?.toISOString() ?? null,
        submissionId: row.submission_id,
        liaisons: masked ? liaisons.map((one) => maskLiaison(one, form.fields)) : liaisons,
        masked,
        mayReveal: may,
      }
    }),
    last: rows.length === page.limit && end ? [end.level, end.position, end.number] : null,
  }
}
