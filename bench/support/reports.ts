import { randomUUID } from 'node:crypto'
import { type City, campaign } from './large-city.ts'
import { formatRequest } from '../../tests/support/raw-client.ts'

export interface Report {
  unit: number
  obligation: string
  key: string
  request: string
}

/** A complete 附件2 of the next unit in turn: every obligation once, then the next revision of each. */
export function createReports(city: City): () => Report {
  const units = city.liaisons.length
  const periods = city.obligations[0]!.length
  let sent = 0
  return () => {
    const number = sent++
    const unit = number % units
    const obligation = city.obligations[unit]![Math.floor(number / units) % periods]!
    return { ...makeReport(city, unit, obligation, randomUUID(), 1_000 + number), unit, obligation }
  }
}

export function makeReport(city: City, unit: number, obligation: string, key: string, base: number) {
  return {
    key,
    request: formatRequest(
      'POST',
      `/api/campaigns/${campaign}/obligations/${obligation}/submissions`,
      { cookie: city.liaisons[unit]!, 'idempotency-key': key },
      fillFigures(city, base),
    ),
  }
}

export function fillFigures(city: City, base: number): string {
  return JSON.stringify({
    figures: Object.fromEntries(city.indicators.map((code, index) => [code, base + index])),
  })
}
