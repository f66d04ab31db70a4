/** @jsxImportSource preact */
import type { Connection } from '../../../platform/server/database.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../board-contract.ts'
import { BoardPage } from '../public/board-page.tsx'
import { listBoardChanges } from './board-queries.ts'
import { changeBoard } from './change-board.ts'
import { type ContestInForce, findContest } from './find-contest.ts'
import { mayManageContest } from './may-manage-contest.ts'
import { nameOnBoard } from './name-on-board.ts'
import { findBoardState, readBoard } from './read-board.ts'
import { sayMinute } from './say-minute.ts'

export const boardRoutes: Implementation[] = [
  implement(contract.readBoard)(async ({ db, params, participant }) =>
    readBoard(db, await findContest(db, params), participant?.id ?? null),
  ),

  implement(contract.giveBoardName, { writes: 'one-statement' })(async ({ db, params, body, participant }) =>
    nameOnBoard(db, await findContest(db, params), participant!.id, body.name),
  ),

  implement(contract.showBoard)(async (call) => {
    const of = await findContest(call.db, call.params)
    const { definition } = of.campaign
    const board = await readBoard(call.db, of, call.participant?.id ?? null)
    return renderPage(call, {
      title: `${of.contest.title}排行榜`,
      description: `${of.contest.title}：个人成绩前五十名，姓名已隐去。`,
      campaign: frameCampaign(definition),
      islands: board.own ? ['board-name'] : [],
      children: (
        <BoardPage
          base={`/p/${definition.key}/contests/${of.contest.key}`}
          api={`/api/public/${definition.key}/contests/${of.contest.key}/board`}
          title={of.contest.title}
          board={board}
          sayInstant={(at) => sayMinute(at, definition.timeZone)}
        />
      ),
    })
  }),

  implement(contract.readBoardHistory)(async ({ db, params, user }) =>
    presentHistory(db, await findContest(db, params), user),
  ),

  implement(contract.changeBoard)(async (call) => {
    const of = await findContest(call.db, call.params)
    await changeBoard(call.db, call, of, call.body)
    return presentHistory(call.db, of, call.user)
  }),
]

async function presentHistory(db: Connection, of: ContestInForce, user: SignedInUser) {
  const { state } = await findBoardState(db, of)
  const changes = await listBoardChanges(db, of.campaign.id, of.contest.key)
  return {
    state,
    changes: changes.map((one) => ({
      ...one,
      state: one.state as typeof state,
      at: one.at.toISOString(),
      places: one.places ?? 0,
    })),
    may: { manage: of.contest.leaderboard && (await mayManageContest(db, of, user)) },
  }
}
