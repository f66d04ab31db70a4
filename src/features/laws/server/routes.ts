import { type Implementation, implement } from '../../../platform/server/http.ts'
import * as contract from '../contract.ts'
import { readLaws } from './read-laws.ts'

export const lawRoutes: Implementation[] = [
  implement(contract.listLaws)(async () => ({ items: await readLaws(), next: null })),
]
