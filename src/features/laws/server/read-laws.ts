import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { projectRoot } from '../../../platform/server/project-root.ts'
import type { Law } from '../citations.ts'

const row = z
  .object({
    name: z.string().min(2),
    short_names: z.string(),
    version: z.iso.date(),
    articles: z.coerce.number().int().positive(),
    inserted: z.string(),
    inserted_within: z.union([z.literal(''), z.string().regex(/^\d+-\d+$/)]),
  })
  .transform((one): Law => {
    const [from, to] = one.inserted_within.split('-').map(Number)
    return {
      name: one.name,
      shortNames: one.short_names.split('|').filter(Boolean),
      version: one.version,
      articles: one.articles,
      inserted: one.inserted.split(' ').filter(Boolean),
      insertedWithin: to === undefined ? null : { from: from!, to },
    }
  })

let laws: Promise<Law[]> | null = null

/** The register `laws/index.csv`, read once. */
export function readLaws(): Promise<Law[]> {
  laws ??= readFile(path.join(projectRoot, 'laws/index.csv'), 'utf8').then((text) =>
    z.array(row).parse(parse(text, { columns: true, comment: '#', skip_empty_lines: true })),
  )
  return laws
}
