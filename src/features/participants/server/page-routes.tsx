/** @jsxImportSource preact */
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { sayDate } from '../../portal/rules.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import { listOwnActs } from '../../participation/server/list-own-acts.ts'
import { listWithPhone } from '../check-verification.ts'
import * as contract from '../contract.ts'
import { MePage } from '../public/me-page.tsx'
import { PrivacyPage } from '../public/privacy-page.tsx'
import { deviceDays } from '../rules.ts'
import { type Forget, forgetParticipant } from './forget-participant.ts'
import { deviceCookie } from './identify-participant.ts'
import { knownDevices } from './known-devices.ts'
import { findKept } from './queries.ts'

/** `forgets`: how features delete what a citizen wrote about themselves. */
export function createPageRoutes(forgets: Forget[]): Implementation[] {
  return [
    implement(contract.showMe)(async (call) => {
      const { db, services, participant } = call
      const campaign = await findCampaign(db, call.params.campaign)
      const kept = participant && (await findKept(db, participant.id))
      return renderPage(call, {
        title: '我的信息',
        description: '这里保存了您的哪些信息，以及怎样删除。',
        campaign: frameCampaign(campaign.definition),
        islands: services.sms && kept && !kept.phone_mask ? ['verify-phone'] : [],
        children: (
          <MePage
            base={`/p/${campaign.key}`}
            kept={
              kept
                ? {
                    since: sayDate(localOfInstant(kept.created_at, campaign.definition.timeZone).date),
                    phone: kept.phone_mask,
                    acts: await listOwnActs(db, campaign, kept.id),
                  }
                : null
            }
            forgotten={call.query.done === 'forgotten'}
            offersPhone={services.sms !== null}
          />
        ),
      })
    }),

    implement(contract.forgetMe)(async (call) => {
      const { db, params, participant, services, setCookie } = call
      const { key } = await findCampaign(db, params.campaign)
      if (participant) {
        await forgetParticipant(db, call, participant.id, forgets)
        knownDevices(services).drop(participant.id)
      }
      setCookie(deviceCookie, '', 0)
      return { location: `/p/${key}/me?done=forgotten` }
    }),

    implement(contract.showPrivacy)(async (call) => {
      const { definition } = await findCampaign(call.db, call.params.campaign)
      return renderPage(call, {
        title: '隐私说明',
        description: '谁在处理您的信息、为什么、处理什么、保存多久，以及您的权利。',
        campaign: frameCampaign(definition),
        cacheSeconds: 60,
        children: (
          <PrivacyPage
            base={`/p/${definition.key}`}
            organiser={definition.organiser.name}
            withPhone={listWithPhone(definition.public).map((one) => one.title)}
            deviceDays={deviceDays}
          />
        ),
      })
    }),
  ]
}
