import { Readable } from 'node:stream'
import type { Connection } from '../../../platform/server/database.ts'
import type { DeskDraw, DrawView } from '../draw-contract.ts'
import { isOver } from './commit-draw.ts'
import { type DrawRow, findDraw, listClaims, listCodes, listWinners } from './draw-queries.ts'
import { drawFormat } from './draw-rule.ts'
import type { ContestInForce } from './find-contest.ts'
import type { DrawFile } from './verify-draw.ts'

/** Null where the contest has no draw and never had one. The seed is told only after the draw. */
export async function presentDraw(
  db: Connection,
  { campaign, contest }: ContestInForce,
): Promise<(DrawView & { id: string | null }) | null> {
  const draw = await findDraw(db, { campaign: campaign.id, contest: contest.key })
  if (!draw)
    return contest.draw ? { ...contest.draw, id: null, committed: null, closed: null, held: null } : null
  const { id, prize, winners, commitment, witness, closing, result } = draw
  return {
    id,
    prize,
    winners,
    committed: { at: draw.committedAt.toISOString(), commitment, witness },
    closed: closing && { ...closing, at: closing.at.toISOString() },
    held: result && {
      at: result.at.toISOString(),
      seed: draw.seed.toString('hex'),
      witnessValue: result.witnessValue,
      winners: await listWinners(db, id),
    },
  }
}

export async function presentDeskDraw(
  db: Connection,
  of: ContestInForce,
  { now, mayManage }: { now: Date; mayManage: boolean },
): Promise<DeskDraw | null> {
  const view = await presentDraw(db, of)
  if (!view) return null
  const claims = view.id ? await listClaims(db, view.id) : []
  const step = view.held ? 'claim' : view.closed ? 'draw' : view.committed ? 'close' : 'commit'
  return {
    ...view,
    claims: claims.map((one) => ({ ...one, at: one.at.toISOString() })),
    next: mayManage ? step : null,
    over: isOver(of, now),
  }
}

/** The file to repeat a draw from; the list is written as it is read. */
export async function writeDrawFile(
  db: Connection,
  { campaign, contest }: ContestInForce,
  draw: DrawRow,
): Promise<Readable> {
  const winners = draw.result ? await listWinners(db, draw.id) : []
  const facts: Omit<DrawFile, 'entries'> = {
    format: drawFormat,
    campaign: campaign.key,
    contest: contest.key,
    title: contest.title,
    prize: draw.prize,
    winnersWanted: draw.winners,
    committedAt: draw.committedAt.toISOString(),
    commitment: draw.commitment,
    witness: draw.witness,
    closedAt: draw.closing?.at.toISOString() ?? null,
    entriesDigest: draw.closing?.digest ?? null,
    drawnAt: draw.result?.at.toISOString() ?? null,
    seed: draw.result ? draw.seed.toString('hex') : null,
    witnessValue: draw.result?.witnessValue ?? null,
    winners: winners.map((one) => one.code),
  }
  async function* write() {
    yield `${JSON.stringify(facts, null, 1).slice(0, -2)},\n "entries": [`
    let separator = '\n'
    if (draw.closing)
      for await (const codes of listCodes(db, draw.id)) {
        yield `${separator}${codes.map((code) => `  "${code}"`).join(',\n')}`
        separator = ',\n'
      }
    yield '\n ]\n}\n'
  }
  return Readable.from(write())
}
