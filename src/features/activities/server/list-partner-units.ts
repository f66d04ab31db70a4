import { sql } from 'kysely'
import { containsText } from '../../../platform/server/contains-text.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { pinyinOf } from '../../../platform/server/pinyin.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'

/** As many as a phone keeps for days without a network; a larger directory is searched by name. */
const most = 500

/** Units below the campaign's root in directory order, the upper levels first. */
export async function listPartnerUnits(db: Connection, campaign: CampaignInForce, text: string | undefined) {
  const like = text ? containsText(text) : null
  const rows = await db
    .selectFrom('org_unit as u')
    .innerJoin('org_unit as r', (join) => join.on('r.id', '=', campaign.rootUnit.id))
    .where(
      sql<boolean>`r.number = (array[u.a0, u.a1, u.a2, u.a3, u.a4, u.a5, u.a6])[r.level + 1]
        and (${like}::text is null or u.name like ${like} or u.short_name like ${like}
          or exists (select 1 from unnest(u.aliases || u.former_names) one where one like ${like}))`,
    )
    .select(['u.code', 'u.name', 'u.short_name', 'u.aliases', 'u.former_names'])
    .orderBy('u.level')
    .orderBy('u.position')
    .orderBy('u.number')
    .limit(most + 1)
    .execute()
  return {
    items: rows.slice(0, most).map((row) => ({
      code: row.code,
      name: row.name,
      names: [...new Set([row.short_name, ...row.aliases, ...row.former_names])].filter(
        (name) => name !== row.name,
      ),
      pinyin: `${pinyinOf(row.name)} ${pinyinOf(row.short_name)}`,
    })),
    more: rows.length > most,
  }
}
