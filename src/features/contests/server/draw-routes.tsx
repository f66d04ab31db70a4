/** @jsxImportSource preact */
import type { Connection } from '../../../platform/server/database.ts'
import { type Call, type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../draw-contract.ts'
import { DrawPage } from '../public/draw-page.tsx'
import { makeClaimCode } from './claim-code.ts'
import { claimPrize } from './claim-prize.ts'
import { closeDraw } from './close-draw.ts'
import { commitDraw } from './commit-draw.ts'
import { findDraw, findOwnEntry } from './draw-queries.ts'
import { type ContestInForce, findContest } from './find-contest.ts'
import { holdDraw } from './hold-draw.ts'
import { mayManageContest } from './may-manage-contest.ts'
import { presentDeskDraw, presentDraw, writeDrawFile } from './present-draw.ts'
import { sayMinute } from './say-minute.ts'

const nameOf = ({ campaign, contest }: ContestInForce) => ({ campaign: campaign.id, contest: contest.key })

export const drawRoutes: Implementation[] = [
  implement(contract.showDraw)(async (call) => {
    const of = await findContest(call.db, call.params)
    const draw = await presentDraw(call.db, of)
    if (!draw) throw new ProblemError(notFound)
    const { definition } = of.campaign
    const own = call.participant && (await readOwn(call, of, call.participant.id))
    return renderPage(call, {
      title: `${of.contest.title}抽奖`,
      description: `${of.contest.title}：${draw.prize} ${draw.winners} 份，过程公开，任何人可以重算。`,
      campaign: frameCampaign(definition),
      children: (
        <DrawPage
          base={`/p/${definition.key}/contests/${of.contest.key}`}
          file={`/api/public/${definition.key}/contests/${of.contest.key}/draw.json`}
          title={of.contest.title}
          passPoints={of.contest.passPoints ?? 0}
          draw={draw}
          own={own?.entry ?? null}
          sayInstant={(at) => sayMinute(at, definition.timeZone)}
        />
      ),
    })
  }),

  implement(contract.downloadDraw)(async ({ db, params }) => {
    const of = await findContest(db, params)
    const draw = await findDraw(db, nameOf(of))
    if (!draw) throw new ProblemError(notFound)
    return {
      file: await writeDrawFile(db, of, draw),
      fileName: `${of.contest.title}抽奖.json`,
      mediaType: contract.downloadDraw.produces!,
    }
  }),

  implement(contract.readOwnEntry)(async (call) =>
    readOwn(call, await findContest(call.db, call.params), call.participant!.id),
  ),

  implement(contract.readDraw)(async (call) => present(call, await findContest(call.db, call.params))),

  implement(contract.commitDraw)(async (call) => {
    const of = await findContest(call.db, call.params)
    await commitDraw(call.db, call, of, call.body.witness)
    return (await present(call, of))!
  }),

  implement(contract.closeDraw)(async (call) => {
    const of = await findContest(call.db, call.params)
    await closeDraw(call.db, call.services, call, of)
    return (await present(call, of))!
  }),

  implement(contract.holdDraw)(async (call) => {
    const of = await findContest(call.db, call.params)
    await holdDraw(call.db, call, of, call.body.witnessValue)
    return (await present(call, of))!
  }),

  implement(contract.claimPrize)(async (call) =>
    claimPrize(call.db, call, await findContest(call.db, call.params), call.body.claimCode),
  ),
]

type Desk = Pick<Call<unknown, unknown, unknown>, 'user' | 'now'> & { db: Connection }

async function present({ db, user, now }: Desk, of: ContestInForce) {
  return presentDeskDraw(db, of, { now, mayManage: await mayManageContest(db, of, user) })
}

async function readOwn(
  { db, services }: Pick<Call<unknown, unknown, unknown>, 'db' | 'services'>,
  of: ContestInForce,
  participant: string,
) {
  const draw = await findDraw(db, nameOf(of))
  const entry = draw && (await findOwnEntry(db, draw.id, participant))
  return {
    closed: Boolean(draw?.closing),
    held: Boolean(draw?.result),
    entry: entry
      ? {
          code: entry.code,
          claimCode: makeClaimCode(services, draw.id, entry.participantId),
          place: entry.place,
          claimedAt: entry.claimedAt?.toISOString() ?? null,
        }
      : null,
  }
}
