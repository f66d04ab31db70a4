import { createHash } from 'node:crypto'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import type { LawText } from '../law-text.ts'

export interface ImportedLaw {
  name: string
  version: string
  articles: number
  state: 'added' | 'replaced' | 'same'
}

/** Loads texts: the same text again changes nothing, another version stands beside the older one. */
export async function importLaws(
  db: Connection,
  context: AuditContext,
  texts: readonly LawText[],
): Promise<ImportedLaw[]> {
  const done: ImportedLaw[] = []
  for (const text of texts) done.push(await importLaw(db, context, text))
  const changed = done.filter(({ state }) => state !== 'same')
  if (changed.length > 0)
    await writeAudit(db, context, 'laws-imported', {
      after: changed.map(({ name, version, state }) => ({ name, version, state })),
    })
  return done
}

async function importLaw(
  db: Connection,
  { now }: AuditContext,
  { name, version, articles }: LawText,
): Promise<ImportedLaw> {
  const digest = createHash('sha256').update(canonicalJson(articles)).digest('hex')
  const known = await db
    .selectFrom('law')
    .where('name', '=', name)
    .where('version', '=', version)
    .select('digest')
    .forUpdate()
    .executeTakeFirst()
  const result = (state: ImportedLaw['state']) => ({ name, version, articles: articles.length, state })
  if (known?.digest === digest) return result('same')
  await db
    .insertInto('law')
    .values({ name, version, digest, imported_at: now })
    .onConflict((conflict) => conflict.columns(['name', 'version']).doUpdateSet({ digest, imported_at: now }))
    .execute()
  await db.deleteFrom('law_article').where('law_name', '=', name).where('law_version', '=', version).execute()
  await db
    .insertInto('law_article')
    .values(
      articles.map((one) => ({
        law_name: name,
        law_version: version,
        number: one.number,
        inserted: one.inserted ?? 0,
        label: one.label,
        chapter: one.chapter,
        text: one.text,
      })),
    )
    .execute()
  return result(known ? 'replaced' : 'added')
}
