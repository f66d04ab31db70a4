/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { renderPage } from '../../../platform/server/render-page.tsx'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import { groupPublicUnits, namePublicUnit } from '../../org/server/find-public-units.ts'
import { frameCampaign } from '../../portal/server/frame-campaign.ts'
import * as contract from '../contract.ts'
import { PledgePage } from '../public/pledge-page.tsx'
import { SignPledge } from '../public/sign-pledge.tsx'
import { WithdrawPledge } from '../public/withdraw-pledge.tsx'
import { countPledges } from './count-pledges.ts'
import { findPledge } from './find-pledge.ts'
import { suggestWorkplaceNames } from './name-workplace.ts'
import { presentWall, sayState } from './present-page.ts'
import { countByWorkplace, findOwnPledge } from './queries.ts'
import { signPledge } from './sign-pledge.ts'
import { withdrawPledge } from './withdraw-pledge.ts'
import { writePledgeWorkbook } from './write-workbook.ts'

export const pledgeRoutes: Implementation[] = [
  implement(contract.showPledge)(async (call) => {
    const { db, params, query, participant, now } = call
    const campaign = await findCampaign(db, params.campaign)
    const { definition } = campaign
    const pledge = findPledge(definition, params.pledge)
    const today = localOfInstant(now, definition.timeZone).date
    const own = participant && (await findOwnPledge(db, campaign.id, pledge.key, participant.id))
    const audience = pledge.audiences.find((one) => one.key === query.as)
    const state = sayState(pledge, today)
    const path = `/p/${campaign.key}/pledges/${pledge.key}`
    const signing =
      !own && audience && !state
        ? {
            campaign: campaign.key,
            pledge: pledge.key,
            audience: audience.key,
            asksWorkplace: audience.asksWorkplace,
            groups: groupPublicUnits(definition, today),
          }
        : null
    return renderPage(call, {
      title: pledge.title,
      description: pledge.intro,
      campaign: frameCampaign(definition),
      islands: own ? ['withdraw-pledge'] : signing ? ['sign-pledge'] : [],
      children: (
        <PledgePage
          pledge={pledge}
          path={path}
          checkPath={`/p/${campaign.key}/certificates`}
          audience={audience ?? null}
          state={state}
          wall={await presentWall(db, campaign, pledge)}
          own={
            own
              ? {
                  code: own.code,
                  unit: own.unit_name,
                  certificate: `/p/${campaign.key}/certificates/${own.code}`,
                }
              : null
          }
        >
          {own && (
            <Island
              name="withdraw-pledge"
              view={WithdrawPledge}
              props={{ campaign: campaign.key, pledge: pledge.key, path }}
            />
          )}
          {signing && <Island name="sign-pledge" view={SignPledge} props={signing} />}
        </PledgePage>
      ),
    })
  }),

  implement(contract.signPledge)(async ({ db, params, body, participant, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const pledge = findPledge(campaign.definition, params.pledge)
    return signPledge(db, campaign, pledge, { ...body, participantId: participant!.id }, now)
  }),

  implement(contract.withdrawPledge)(async ({ db, params, participant, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const pledge = findPledge(campaign.definition, params.pledge)
    await withdrawPledge(db, campaign.id, pledge.key, participant!.id, now)
  }),

  implement(contract.suggestWorkplaces)(async ({ db, params, query, now }) => {
    const { definition } = await findCampaign(db, params.campaign)
    const today = localOfInstant(now, definition.timeZone).date
    const unit = await namePublicUnit(db, definition, today, query.unit)
    return { items: await suggestWorkplaceNames(db, unit.id, query.q) }
  }),

  implement(contract.readPledgeCounts)(async ({ db, params, scope }) =>
    countPledges(db, await findCampaign(db, params.campaign), scope.units[0]!),
  ),

  implement(contract.pledgesXlsx)(async ({ db, params, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const head = scope.units[0]!
    const { unit, pledges } = await countPledges(db, campaign, head)
    const sheets = []
    for (const counts of pledges) {
      const channel = channelKeys.pledge(counts.key)
      sheets.push({ counts, workplaces: await countByWorkplace(db, campaign.id, channel, head) })
    }
    return {
      file: await writePledgeWorkbook(unit.name, sheets),
      fileName: `${unit.name}倡议书签署情况.xlsx`,
      mediaType: contract.pledgesXlsx.produces!,
    }
  }),
]
