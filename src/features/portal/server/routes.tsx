/** @jsxImportSource preact */
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { largeCookie, renderPage } from '../../../platform/server/render-page.tsx'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign, listCampaignsInForce } from '../../campaign/server/find-campaign.ts'
import * as contract from '../contract.ts'
import { PortalPage } from '../public/portal-page.tsx'
import { listDoors, listToday, sayWhen } from '../rules.ts'
import { frameCampaign } from './frame-campaign.ts'

export const portalRoutes: Implementation[] = [
  implement(contract.openPortal)(async ({ db }) => {
    const [latest] = await listCampaignsInForce(db)
    if (!latest) throw new ProblemError(notFound)
    return { location: `/p/${latest.key}` }
  }),

  implement(contract.showPortal)(async (call) => {
    const { definition } = await findCampaign(call.db, call.params.campaign)
    const today = localOfInstant(call.now, definition.timeZone).date
    return renderPage(call, {
      title: definition.theme,
      description: definition.public.portal?.intro ?? definition.title,
      campaign: frameCampaign(definition),
      children: (
        <PortalPage
          base={`/p/${definition.key}`}
          theme={definition.theme}
          title={definition.title}
          intro={definition.public.portal?.intro ?? ''}
          when={sayWhen(definition, today)}
          doors={listDoors(definition, today)}
          today={listToday(definition, today)}
        />
      ),
    })
  }),

  implement(contract.chooseTextSize)(async ({ query, setCookie }) => {
    setCookie(largeCookie, query.large === '1' ? '1' : '', 400 * 86_400)
    return { location: query.back }
  }),
]
