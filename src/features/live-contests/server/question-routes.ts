import { randomInt } from 'node:crypto'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { listMatching, readBanks } from './read-questions.ts'

export function createQuestionRoutes(services: Services): Implementation[] {
  return [
    implement(contract.listLiveQuestions)(async ({ db, params, query }) => {
      await findCampaign(db, params.campaign)
      const banks = await readBanks(services)
      const { cursor, limit, ...filter } = query
      const found = listMatching(banks, filter)
      const from = Number(decodeCursor(cursor, 1)?.[0] ?? 0)
      const items = found.slice(from, from + limit)
      return {
        items,
        next: from + items.length < found.length ? encodeCursor([from + items.length]) : null,
        total: found.length,
        banks: banks.map(({ key, title, tags }) => ({ key, title, tags })),
      }
    }),

    implement(contract.pickLiveQuestions)(async ({ db, params, body }) => {
      await findCampaign(db, params.campaign)
      const { take, without, ...filter } = body
      const known = new Set(without)
      const left = listMatching(await readBanks(services), filter).filter((one) => !known.has(one.key))
      const items = []
      while (items.length < take && left.length > 0) items.push(...left.splice(randomInt(left.length), 1))
      return { items }
    }),
  ]
}
