import { type Implementation, implement } from '../../../platform/server/http.ts'
import * as contract from '../contract.ts'
import { findArticle } from './find-article.ts'
import { readLaws } from './read-laws.ts'

export const lawRoutes: Implementation[] = [
  implement(contract.listLaws)(async () => ({ items: await readLaws(), next: null })),

  implement(contract.readArticle)(async ({ db, params, query }) => findArticle(db, { ...params, ...query })),
]
