/** @jsxImportSource preact */
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { largeCookie, renderPage } from '../../../platform/server/render-page.tsx'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign, listCampaignsInForce } from '../../campaign/server/find-campaign.ts'
import { sumParticipation } from '../../participation/server/sum-participation.ts'
import * as contract from '../contract.ts'
import { CampaignsPage } from '../public/campaigns-page.tsx'
import { PortalPage } from '../public/portal-page.tsx'
import { ProgrammePage } from '../public/programme-page.tsx'
import {
  type ChannelKind,
  findStage,
  listDoors,
  listProgramme,
  listToday,
  sayTotals,
  sayWhen,
} from '../rules.ts'
import { articleRoutes } from './article-routes.ts'
import { listPublishedRows } from './article-queries.ts'
import { frameCampaign } from './frame-campaign.ts'
import { linkArticle, publicArticleRoutes } from './public-article-routes.tsx'
import { pageSeconds, rememberPage } from './remember-page.ts'
import { shareRoutes } from './share-routes.ts'
import { writeCalendar } from './write-calendar.ts'

const newest = 5

/** `hasPage`: whether this server answers pages of a kind of channel; a door to nowhere is not shown. */
export function createPortalRoutes(hasPage: (kind: ChannelKind) => boolean): Implementation[] {
  return [
    ...articleRoutes,
    ...publicArticleRoutes,
    ...shareRoutes,

    implement(contract.openPortal)(async (call) => {
      const campaigns = await listCampaignsInForce(call.db)
      const [latest] = campaigns
      if (!latest) throw new ProblemError(notFound)
      const lines = campaigns.map(({ key, definition }) => {
        const today = localOfInstant(call.now, definition.timeZone).date
        const { title, theme } = definition
        const stage = findStage(definition, today)
        return { href: `/p/${key}`, title, theme, when: sayWhen(definition, today), stage }
      })
      const open = lines.filter((one) => one.stage === 'on')
      if (open.length < 2) return { location: open[0]?.href ?? `/p/${latest.key}` }
      return renderPage(call, {
        title: '正在进行的活动',
        description: '正在进行的安全宣传活动，选一个参加。',
        campaign: null,
        children: <CampaignsPage campaigns={open} />,
      })
    }),

    implement(contract.showPortal)(async (call) =>
      rememberPage(call, async () => {
        const campaign = await findCampaign(call.db, call.params.campaign)
        const { definition } = campaign
        const today = localOfInstant(call.now, definition.timeZone).date
        const base = `/p/${definition.key}`
        const rows = await listPublishedRows(call.db, campaign.id, undefined, {
          after: null,
          limit: newest + 1,
        })
        const articles = rows.slice(0, newest).map((row) => linkArticle(base, definition.timeZone, row))
        return renderPage(call, {
          title: definition.theme,
          description: definition.public.portal?.intro || definition.title,
          campaign: frameCampaign(definition),
          picture: `${base}/card.png`,
          cacheSeconds: pageSeconds,
          children: (
            <PortalPage
              base={base}
              theme={definition.theme}
              title={definition.title}
              intro={definition.public.portal?.intro ?? ''}
              when={sayWhen(definition, today)}
              stage={findStage(definition, today)}
              doors={listDoors(definition, today, hasPage)}
              today={listToday(definition, today)}
              hasProgramme={listProgramme(definition).length > 0}
              totals={sayTotals(definition, await sumParticipation(call.db, campaign.id))}
              articles={articles}
              moreArticles={rows.length > newest}
            />
          ),
        })
      }),
    ),

    implement(contract.showProgramme)(async (call) =>
      rememberPage(call, async () => {
        const { definition } = await findCampaign(call.db, call.params.campaign)
        return renderPage(call, {
          title: '活动安排',
          description: `${definition.title}的活动安排，按日列出。`,
          campaign: frameCampaign(definition),
          picture: `/p/${definition.key}/card.png`,
          cacheSeconds: pageSeconds,
          children: <ProgrammePage base={`/p/${definition.key}`} days={listProgramme(definition)} />,
        })
      }),
    ),

    implement(contract.downloadProgramme)(async (call) => {
      const { definition } = await findCampaign(call.db, call.params.campaign)
      return {
        file: Buffer.from(writeCalendar(definition, `${call.origin}/p/${definition.key}`, call.now)),
        fileName: '活动安排.ics',
        mediaType: 'text/calendar',
        cacheSeconds: 60,
      }
    }),

    implement(contract.chooseTextSize)(async ({ query, setCookie }) => {
      setCookie(largeCookie, query.large === '1' ? '1' : '', 400 * 86_400)
      return { location: query.back }
    }),

    implement(contract.readRobots)(async () => ({
      file: Buffer.from('User-agent: *\nAllow: /p\nAllow: /assets/\nDisallow: /\n'),
      fileName: 'robots.txt',
      mediaType: 'text/plain',
      inline: true,
      cacheSeconds: 86_400,
    })),
  ]
}
