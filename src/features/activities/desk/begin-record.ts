import { v7 } from 'uuid'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { listAskedMeasures, measureNames } from '../../campaign/recording.ts'
import { type ActivityContent, type ActivityView, activityContent } from '../contract.ts'
import { findActivityErrors, findActivityType } from '../rules.ts'
import type { FieldError } from '../../../platform/shared/problem.ts'
import type { WaitingRecord } from './outbox/waiting-record.ts'
import type { Unit } from './use-recording.ts'

/** The local day at which something is recorded, within the campaign. */
export function findToday(definition: CampaignInBrowser, now: Date): string {
  return localOfInstant(now, definition.timeZone).date
}

const blank: ActivityContent = {
  type: '',
  title: '',
  day: '',
  startTime: null,
  endTime: null,
  place: null,
  latitude: null,
  longitude: null,
  partners: [],
  audience: null,
  dimensions: [],
  sessions: null,
  participants: null,
  reach: null,
  quantity: null,
  narrative: '',
  files: [],
  isKey: false,
}

export function beginRecord(
  author: string,
  campaign: CampaignInBrowser,
  unit: Unit,
  now: Date,
): WaitingRecord {
  const today = findToday(campaign, now)
  return {
    id: v7(),
    author,
    campaign: campaign.key,
    unit: { code: unit.code, name: unit.name },
    baseVersion: 0,
    base: null,
    content: { ...blank, day: today > campaign.endsOn ? campaign.endsOn : today },
    files: [],
    state: 'draft',
    revision: 0,
    problem: null,
    attempts: 0,
    nextAt: 0,
    savedAt: Date.now(),
    version: null,
  }
}

/** A change of what the server has. */
export function beginEdit(author: string, campaign: string, view: ActivityView): WaitingRecord {
  return {
    id: view.id,
    author,
    campaign,
    unit: view.unit,
    baseVersion: view.version,
    base: view.content,
    content: view.content,
    files: view.files.map((file) => ({
      key: file.id,
      name: file.name,
      size: file.size,
      mediaType: file.kind === 'document' ? 'application/octet-stream' : `${file.kind}/*`,
      caption: file.caption,
      address: null,
      fileId: file.id,
    })),
    state: 'draft',
    revision: 0,
    problem: null,
    attempts: 0,
    nextAt: 0,
    savedAt: Date.now(),
    version: null,
  }
}

/** Another type: its title unless one was written, its numbers only, one session unless said. */
export function chooseType(
  content: ActivityContent,
  definition: CampaignInBrowser,
  key: string,
): ActivityContent {
  const type = findActivityType(definition, key)
  if (!type) return content
  const before = findActivityType(definition, content.type)
  const asked = listAskedMeasures(type)
  const numbers = Object.fromEntries(
    measureNames.map((name) => [name, asked.includes(name) ? content[name] : null]),
  )
  return {
    ...content,
    ...numbers,
    ...(asked.includes('sessions') && content.sessions === null ? { sessions: 1 } : {}),
    type: key,
    title: content.title === '' || content.title === before?.title ? type.title : content.title,
  }
}

/** Begins with what a template or an earlier record says; the day stays. */
export function beginWith(
  content: ActivityContent,
  definition: CampaignInBrowser,
  part: Partial<ActivityContent>,
): ActivityContent {
  const given = Object.fromEntries(Object.entries(part).filter(([, value]) => value != null && value !== ''))
  const next = { ...content, ...given, day: content.day }
  // A type that the campaign no longer has is chosen anew.
  return findActivityType(definition, next.type)
    ? chooseType({ ...next, sessions: next.sessions ?? null }, definition, next.type)
    : { ...next, type: '' }
}

/** The server's own rules, asked before sending; paths are names of fields. */
export function checkContent(record: WaitingRecord, definition: CampaignInBrowser, now: Date): FieldError[] {
  const parsed = activityContent.safeParse({ ...record.content, files: [] })
  if (!parsed.success)
    return parsed.error.issues.map((issue) => ({
      path: `content.${issue.path.join('.')}`,
      message: issue.message,
    }))
  const errors = findActivityErrors(parsed.data, definition, findToday(definition, now))
  if (record.files.length > 50) errors.push({ path: 'content.files', message: '最多 50 个文件。' })
  return errors
}
