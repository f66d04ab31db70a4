import { randomInt } from 'node:crypto'
import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { readBankNames } from '../../questions/server/read-bank-names.ts'
import * as contract from '../contract.ts'
import { listMatching } from './read-questions.ts'

export const liveQuestionRoutes: Implementation[] = [
  implement(contract.listLiveQuestions)(async ({ db, params, query }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { cursor, limit, ...filter } = query
    const found = await listMatching(db, campaign.id, filter)
    const from = Number(decodeCursor(cursor, 1)?.[0] ?? 0)
    const items = found.slice(from, from + limit)
    return {
      items,
      next: from + items.length < found.length ? encodeCursor([from + items.length]) : null,
      total: found.length,
      banks: await readBankNames(db, campaign.id),
    }
  }),

  implement(contract.pickLiveQuestions)(async ({ db, params, body }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { take, without, ...filter } = body
    const known = new Set(without)
    const found = await listMatching(db, campaign.id, filter)
    const left = found.filter((one) => !known.has(one.key))
    const items = []
    while (items.length < take && left.length > 0) items.push(...left.splice(randomInt(left.length), 1))
    return { items }
  }),
]
