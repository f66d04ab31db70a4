import { type Implementation, implement } from '../../../platform/server/http.ts'
import { listCampaigns, listTasks, readCampaign } from '../contract.ts'
import { countMinutes, minutesPerWeek } from '../check-definition.ts'
import { planPeriods } from '../schedule.ts'
import { findCampaign, listCampaignsInForce } from './find-campaign.ts'

export const campaignRoutes: Implementation[] = [
  implement(listCampaigns)(async ({ db }) => ({
    items: (await listCampaignsInForce(db)).map(({ definition, rootUnit }) => ({
      key: definition.key,
      title: definition.title,
      shortTitle: definition.shortTitle,
      theme: definition.theme,
      startsOn: definition.startsOn,
      endsOn: definition.endsOn,
      rootUnit,
    })),
    next: null,
  })),

  implement(readCampaign)(async ({ db, params }) => {
    const campaign = await findCampaign(db, params.campaign)
    return { ...campaign.definition, digest: campaign.digest, rootUnit: campaign.rootUnit }
  }),

  implement(listTasks)(async ({ db, params }) => {
    const { definition } = await findCampaign(db, params.campaign)
    return {
      items: definition.tasks.map((task) => ({
        ...task,
        minutes: countMinutes(task, definition),
        periods: planPeriods(task.schedule, definition.timeZone, definition.holidays).map((period) => ({
          key: period.key,
          title: period.title || task.title,
          dueAt: period.dueAt.toISOString(),
        })),
      })),
      minutesPerWeek: minutesPerWeek(definition),
      next: null,
    }
  }),
]
