import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { serverNow } from '../../../platform/web/use-now.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { readActivity } from '../contract.ts'
import { beginEdit, beginRecord, beginWith } from './begin-record.ts'
import { findRecord, listRecords } from './outbox/outbox-store.ts'
import type { WaitingRecord } from './outbox/waiting-record.ts'
import type { Unit } from './use-recording.ts'

export interface Wanted {
  /** Change this activity. */
  activity?: string | undefined
  /** Change what waits here under this id. */
  waiting?: string | undefined
  /** Another like this activity. */
  like?: string | undefined
}

export interface Loaded {
  record: WaitingRecord
  /** Begun earlier on this device and taken up again. */
  resumed: boolean
}

/** What the page opens with: a record of this device, an activity of the server, or a new one. */
export async function loadRecord(
  wanted: Wanted,
  author: string,
  campaign: CampaignInBrowser,
  unit: Unit | undefined,
): Promise<Loaded> {
  const id = wanted.waiting ?? wanted.activity
  const here = id ? await findRecord(id).catch(() => undefined) : undefined
  if (here && here.author === author && here.state !== 'sent')
    return { record: here, resumed: here.state === 'draft' }
  if (id) return { record: beginEdit(author, campaign.key, await ask(campaign.key, id)), resumed: false }
  if (!unit) throw new ApiProblem('forbidden', 403, '您没有权限记录活动。')
  const fresh = beginRecord(author, campaign, unit, serverNow())
  if (wanted.like) {
    const model = await ask(campaign.key, wanted.like)
    const { narrative: _, isKey: _key, files: _files, participants: _people, ...kept } = model.content
    const part = { ...kept, reach: null, quantity: null }
    return { record: { ...fresh, content: beginWith(fresh.content, campaign, part) }, resumed: false }
  }
  const begun = (await listRecords().catch(() => [])).findLast(
    (one) =>
      one.state === 'draft' &&
      one.baseVersion === 0 &&
      one.author === author &&
      one.campaign === campaign.key,
  )
  return begun ? { record: begun, resumed: true } : { record: fresh, resumed: false }
}

function ask(campaign: string, activity: string) {
  return callApi(readActivity, { params: { campaign, activity } })
}
