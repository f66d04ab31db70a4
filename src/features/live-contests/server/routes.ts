import { decodeCursor, encodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, type RawRoute, implement } from '../../../platform/server/http.ts'
import type { Services } from '../../../platform/server/services.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { actOnContest } from './act-on-contest.ts'
import { linkOf } from './buzzer-link.ts'
import { describeEvents } from './describe-events.ts'
import { findLive } from './find-live.ts'
import { replaceLink } from './join-buzzer.ts'
import { createLiveFeed } from './live-feed.ts'
import { createStreams } from './open-stream.ts'
import { presentHost } from './present-moment.ts'
import { createPublicRoutes } from './public-routes.tsx'
import { listContestRows, listTeamRows } from './queries.ts'
import { liveQuestionRoutes } from './question-routes.ts'
import { readSetup } from './read-setup.ts'
import { createContest, deleteContest, saveSetup } from './save-setup.ts'
import { writeEventLog } from './write-event-log.ts'
import { writeResultSheet } from './write-result-sheet.ts'

/** `close` ends the streams, which a server that stops would else wait for. */
export function createLiveContests(services: Services) {
  const feed = createLiveFeed(services)
  const streams = createStreams(services, feed)
  const open = createPublicRoutes(feed, streams)

  const routes: Implementation[] = [
    implement(contract.listLiveContests)(async ({ db, params, query, scope }) => {
      const campaign = await findCampaign(db, params.campaign)
      const page = { after: decodeCursor(query.cursor, 2), limit: query.limit }
      const rows = await listContestRows(db, campaign.id, scope, page)
      return {
        items: rows.map(({ code, name, ...row }) => ({ ...row, unit: { code, name } })),
        next: nextCursor(rows, query.limit, (last) => [last.day, last.id]),
      }
    }),

    implement(contract.createLiveContest)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      const unitId = call.scope.units[0]!.id
      await createContest(call.db, call, campaign, { ...call.body, unitId })
      return { id: call.body.id }
    }),

    implement(contract.readLiveContest)(async ({ db, params, now }) => {
      const { campaign, contest } = await findLive(db, params)
      return {
        id: contest.id,
        unit: { code: contest.unit_code, name: contest.unit_name },
        version: contest.version,
        setup: await readSetup(db, contest),
        contests: campaign.definition.public.contests.map(({ key, title }) => ({ key, title })),
        moment: await presentHost(db, contest, now),
      }
    }),

    implement(contract.saveLiveSetup)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      const version = await saveSetup(call.db, call, campaign, { ...call.body, id: call.params.live })
      return { version }
    }),

    implement(contract.deleteLiveContest)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      await deleteContest(call.db, call, campaign, call.params.live)
    }),

    implement(contract.actOnLiveContest)(async (call) => {
      const campaign = await findCampaign(call.db, call.params.campaign)
      const number = await actOnContest(call.db, call, campaign, { ...call.body, id: call.params.live })
      feed.wake(call.params.live, number)
      const { contest } = await findLive(call.db, call.params)
      return presentHost(call.db, contest, call.now)
    }),

    implement(contract.listLiveEvents)(async ({ db, params, query }) => {
      const { contest } = await findLive(db, params)
      const [before] = decodeCursor(query.cursor, 1) ?? []
      const lines = (await describeEvents(db, contest)).reverse()
      const items = lines.filter((one) => before === undefined || one.number < Number(before))
      const shown = items.slice(0, query.limit)
      return { items: shown, next: items.length > shown.length ? encodeCursor([shown.at(-1)!.number]) : null }
    }),

    implement(contract.readLiveLinks)(async ({ db, params, origin }) => {
      const { contest } = await findLive(db, params)
      const place = { origin, campaign: params.campaign, contest: contest.id }
      const teams = await listTeamRows(db, contest.id)
      return {
        screen: `${origin}/p/${params.campaign}/live/${contest.id}`,
        items: teams.map((team) => ({
          team: team.id,
          name: team.name,
          url: linkOf(services, place, team),
        })),
      }
    }),

    implement(contract.replaceLiveLink)(async (call) => {
      const { contest } = await findLive(call.db, call.params)
      const team = await replaceLink(call.db, call, contest, call.params.team)
      const place = { origin: call.origin, campaign: call.params.campaign, contest: contest.id }
      return { team: team.id, name: team.name, url: linkOf(services, place, team) }
    }),

    implement(contract.liveResultDocx)(async ({ db, params }) => {
      const { campaign, contest } = await findLive(db, params)
      return {
        file: await writeResultSheet(db, campaign, contest),
        fileName: `${contest.title}成绩单.docx`,
        mediaType: contract.liveResultDocx.produces!,
      }
    }),

    implement(contract.liveEventsXlsx)(async ({ db, params }) => {
      const { campaign, contest } = await findLive(db, params)
      return {
        file: await writeEventLog(db, campaign, contest),
        fileName: `${contest.title}过程记录.xlsx`,
        mediaType: contract.liveEventsXlsx.produces!,
      }
    }),

    ...liveQuestionRoutes,
    ...open.routes,
  ]

  const rawRoutes: RawRoute[] = [
    {
      methods: ['GET'],
      ...contract.liveStream,
      handle: async (request, reply, { pool, clock }) => {
        const params = request.params as { campaign: string; live: string }
        const { contest } = await findLive(pool.db, params)
        const present = async () => {
          const found = await findLive(pool.db, params)
          return presentHost(pool.db, found.contest, clock.now())
        }
        streams.openStream(request, reply, { contest: contest.id, audience: 'host', present })
      },
    },
    ...open.rawRoutes,
  ]

  return {
    routes,
    rawRoutes,
    close: () => {
      feed.close()
      streams.closeStreams()
    },
  }
}
