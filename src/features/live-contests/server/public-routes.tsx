/** @jsxImportSource preact */
import { type Implementation, type RawRoute, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { Island } from '../../../platform/public/island.tsx'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../public-contract.ts'
import { Buzzer } from '../public/buzzer.tsx'
import { JoinBuzzer } from '../public/join-buzzer.tsx'
import { LiveScreen } from '../public/live-screen.tsx'
import { findLive } from './find-live.ts'
import { buzzerCookie, findBuzzer, joinAsBuzzer } from './join-buzzer.ts'
import type { LiveFeed } from './live-feed.ts'
import type { createStreams } from './open-stream.ts'
import { notePing, pressBuzzer } from './press-buzzer.ts'
import { presentScreen } from './present-moment.ts'

const cookieSeconds = 3 * 86_400

export function createPublicRoutes(feed: LiveFeed, streams: ReturnType<typeof createStreams>) {
  const addressOf = (params: { campaign: string; live: string }) =>
    `/api/public/${params.campaign}/live/${params.live}`
  const picturesOf = (params: { campaign: string }) => `/api/public/${params.campaign}/questions/pictures`

  const routes: Implementation[] = [
    implement(contract.showLiveScreen)(async (call) => {
      const { campaign, contest } = await findLive(call.db, call.params)
      const moment = await presentScreen(call.db, contest, call.now)
      return renderPage(call, {
        title: contest.title,
        description: `${contest.title}现场大屏`,
        campaign: frameCampaign(campaign.definition),
        islands: ['live-screen'],
        bare: true,
        children: (
          <Island
            name="live-screen"
            view={LiveScreen}
            props={{ api: addressOf(call.params), pictures: picturesOf(call.params), moment }}
          />
        ),
      })
    }),

    implement(contract.showBuzzer)(async (call) => {
      const { campaign, contest } = await findLive(call.db, call.params)
      const team = await findBuzzer(call.db, call.services, contest.id, call.headers.cookie)
      const api = addressOf(call.params)
      const moment = await presentScreen(call.db, contest, call.now)
      const key = call.query.k ?? ''
      return renderPage(call, {
        title: '抢答器',
        description: `${contest.title}抢答器`,
        campaign: frameCampaign(campaign.definition),
        islands: [team && !key ? 'buzzer' : 'join-buzzer'],
        bare: true,
        children:
          team && !key ? (
            <Island
              name="buzzer"
              view={Buzzer}
              props={{ api, pictures: picturesOf(call.params), team: team.id, moment }}
            />
          ) : (
            <Island
              name="join-buzzer"
              view={JoinBuzzer}
              props={{ api, secret: key, title: contest.title, here: call.path.split('?')[0]! }}
            />
          ),
      })
    }),

    implement(contract.readLiveMoment)(async ({ db, params, now }) => {
      const { contest } = await findLive(db, params)
      return presentScreen(db, contest, now)
    }),

    implement(contract.joinAsBuzzer)(async (call) => {
      const { contest } = await findLive(call.db, call.params)
      const joined = await joinAsBuzzer(call.db, call.services, contest.id, {
        key: call.body.key,
        cookies: call.headers.cookie,
        now: call.now,
      })
      if (joined.token) call.setCookie(buzzerCookie, joined.token, cookieSeconds)
      return { team: joined.team, name: joined.name }
    }),

    implement(contract.pressBuzzer, { writes: 'one-statement' })(
      async ({ db, params, body, headers, services, now }) => {
        const team = await findBuzzer(db, services, params.live, headers.cookie)
        if (!team) throw new ProblemError(contract.buzzerUnknown)
        const [line] = await pressBuzzer(db, {
          contest: params.live,
          team: team.id,
          question: body.question,
          at: now,
          data: JSON.stringify({ rtt: body.rtt }),
        })
        if (line) feed.wake(params.live, line.number)
        return { taken: line !== undefined }
      },
    ),

    implement(contract.pingAsBuzzer, { writes: 'one-statement' })(
      async ({ db, params, body, headers, services, now }) => {
        const team = await findBuzzer(db, services, params.live, headers.cookie)
        if (!team) throw new ProblemError(contract.buzzerUnknown)
        await notePing(db, { team: team.id, rtt: body.rtt, at: now })
        return { now: now.getTime() }
      },
    ),
  ]

  const rawRoutes: RawRoute[] = [
    {
      methods: ['GET'],
      ...contract.screenStream,
      handle: async (request, reply, { pool, clock }) => {
        const params = request.params as { campaign: string; live: string }
        const { contest } = await findLive(pool.db, params)
        const present = async () => {
          const found = await findLive(pool.db, params)
          return presentScreen(pool.db, found.contest, clock.now())
        }
        streams.openStream(request, reply, { contest: contest.id, audience: 'screen', present })
      },
    },
  ]
  return { routes, rawRoutes }
}
