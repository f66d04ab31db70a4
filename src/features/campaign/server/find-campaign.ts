import { type Connection, prepareStatement } from '../../../platform/server/database.ts'
import { gather } from '../../../platform/server/gather.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { type CampaignDefinition, campaignDefinition } from '../definition.ts'

export interface CampaignInForce {
  id: string
  key: string
  definition: CampaignDefinition
  digest: string
  rootUnit: { id: string; code: string; name: string }
}

/** Parsed definitions by campaign and digest: a definition never changes under its digest. */
const parsed = new Map<string, CampaignDefinition>()

/** One indexed query; the definition itself is read only when its digest is new. */
export async function findCampaign(db: Connection, key: string): Promise<CampaignInForce> {
  return openCampaign(db, await findByKey(db, key))
}

export async function findCampaignById(db: Connection, id: string): Promise<CampaignInForce> {
  return openCampaign(db, await findById(db, id))
}

interface CampaignRow {
  id: string
  key: string
  digest: string
  unitId: string
  unitCode: string
  unitName: string
}

/** Nearly every request asks one of them. */
const findByKey = prepareFind('key')
const findById = prepareFind('id')

function prepareFind(by: 'key' | 'id') {
  const find = prepareStatement<CampaignRow, { values: string[] }>(
    `select c.id, c.key, c.digest, u.id as "unitId", u.code as "unitCode", u.name as "unitName"
     from campaign c join org_unit u on u.id = c.root_unit_id where c.${by} = any(:values)`,
  )
  return gather(async (db, values: string[]) => {
    const rows = await find(db, { values: [...new Set(values)] })
    return values.map((value) => rows.find((row) => row[by] === value) ?? null)
  })
}

async function openCampaign(db: Connection, row: CampaignRow | null): Promise<CampaignInForce> {
  if (!row) throw new ProblemError(notFound)
  return {
    id: row.id,
    key: row.key,
    digest: row.digest,
    definition: await findDefinition(db, row.id, row.digest),
    rootUnit: { id: row.unitId, code: row.unitCode, name: row.unitName },
  }
}

/** All campaigns, the one that began last first. */
export async function listCampaignsInForce(db: Connection): Promise<CampaignInForce[]> {
  const rows = await db.selectFrom('campaign').select('key').execute()
  const campaigns = await Promise.all(rows.map((row) => findCampaign(db, row.key)))
  return campaigns.sort((a, b) => (a.definition.startsOn < b.definition.startsOn ? 1 : -1))
}

/** The definition of a campaign under a digest that it has at this moment; remembered. */
export async function findDefinition(
  db: Connection,
  id: string,
  digest: string,
): Promise<CampaignDefinition> {
  const known = parsed.get(`${id} ${digest}`)
  if (known) return known
  const row = await db
    .selectFrom('campaign')
    .select('definition')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const definition = campaignDefinition.parse(row.definition)
  if (parsed.size > 100) parsed.clear()
  parsed.set(`${id} ${digest}`, definition)
  return definition
}
