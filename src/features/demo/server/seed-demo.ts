import { commandLine } from '../../../platform/server/audit.ts'
import type { MovableClock } from '../../../platform/server/clock.ts'
import { v7 } from 'uuid'
import { type Connection, inTransaction } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import { saveActivities } from '../../activities/server/save-activity.ts'
import { findForm, findTask } from '../../campaign/definition.ts'
import { type CampaignInForce, listCampaignsInForce } from '../../campaign/server/find-campaign.ts'
import { findSignedInUser } from '../../accounts/server/identify-caller.ts'
import { extendDue, setExemption } from '../../obligations/server/change-deadline.ts'
import { findRow } from '../../obligations/server/find-row.ts'
import { openDraft } from '../../submissions/server/save-draft.ts'
import { submitReport } from '../../submissions/server/submit-report.ts'
import { acceptRevision, returnRevision } from '../../submissions/server/review-submission.ts'
import { inventActivities } from './demo-activities.ts'
import { createDemoAccounts } from './demo-accounts.ts'
import { recordCase, recordClipping } from './demo-media.ts'
import { DemoPictures } from './demo-pictures.ts'
import { type DemoFiles, prepareDemoFiles } from './demo-files.ts'
import type { DemoScript } from './demo-script.ts'
import { seedLiveContest } from './seed-live.ts'
import { seedPublic } from './seed-public.ts'
import { chanceOf, writePlausibleReport } from './plausible-report.ts'

const hour = 3_600_000

/**
 * Fills an empty deployment with accounts and plausible reports up to the demo's clock, through the same use cases
 * that people use, in one transaction. On a later start the clock goes on from the last thing that happened.
 */
export async function seedDemo(services: Services, clock: MovableClock, script: DemoScript): Promise<void> {
  const { pool } = services
  const last = await pool.db
    .selectFrom('audit_record')
    .select('at')
    .where('address', 'is distinct from', commandLine)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const seeded = await pool.db
    .selectFrom('setting')
    .where('name', '=', 'demo-seeded')
    .select('name')
    .executeTakeFirst()
  if (seeded) {
    if (last && last.at > clock.now()) clock.moveTo(last.at)
    return
  }
  const [campaign] = await listCampaignsInForce(pool.db)
  if (!campaign) return
  const files = await prepareDemoFiles(services, campaign.definition, script, clock.now())
  const until = clock.now()
  await inTransaction(pool, async (db) => {
    const claimed = await db
      .insertInto('setting')
      .values({ name: 'demo-seeded', value: JSON.stringify(until) })
      .onConflict((conflict) => conflict.doNothing())
      .returning('name')
      .executeTakeFirst()
    if (!claimed) return
    await createDemoAccounts(db, campaign, script, until)
    const users = await listUsers(db)
    await seedPublic(db, services, campaign, { script, users, until })
    await play(db, services, campaign, { script, users, until, files })
    await seedLiveContest(db, campaign, until)
  })
}

interface Event {
  at: number
  act: (now: Date) => Promise<void>
}

/** What happened, in the order of time; each act sees what the ones before it left. */
async function play(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  {
    script,
    users,
    until,
    files,
  }: { script: DemoScript; users: ReadonlyMap<string, SignedInUser>; until: Date; files: DemoFiles },
): Promise<void> {
  const obligations = await listDue(db, campaign, until)
  const office = users.get('office')!
  const events: Event[] = []
  const pictures = new DemoPictures()
  const contextOf = (user: SignedInUser, now: Date) => ({
    now,
    caller: user,
    address: '127.0.0.1',
    requestId: 'demo',
  })
  const isNamed = (list: { unit: string; task: string; period?: string | undefined }[], one: Due) =>
    list.find(
      (item) =>
        item.unit === one.unit && item.task === one.task && (!item.period || item.period === one.period),
    )

  for (const one of obligations.filter((each) => each.running)) {
    const user = users.get(one.unit)
    if (user) events.push(...recordActivities(one, user))
  }
  for (const one of obligations) {
    const user = users.get(one.unit)
    if (!user || isNamed(script.untouched, one)) continue
    const extension = isNamed(script.extended, one) as DemoScript['extended'][number] | undefined
    const exemption = isNamed(script.exempted, one) as DemoScript['exempted'][number] | undefined
    const returned = isNamed(script.returned, one) as DemoScript['returned'][number] | undefined
    if (extension) {
      events.push({
        at: one.dueAt - 3 * hour,
        act: async (now) =>
          extendDue(
            db,
            contextOf(office, now),
            await findRow(db, campaign.id, one.id),
            new Date(one.dueAt + extension.hours * hour),
            extension.reason,
          ),
      })
    }
    if (exemption) {
      events.push({
        at: one.dueAt - 4 * hour,
        act: async (now) =>
          setExemption(
            db,
            contextOf(office, now),
            await findRow(db, campaign.id, one.id),
            true,
            exemption.reason,
          ),
      })
      continue
    }
    const at = chooseInstant(one, until.getTime(), returned !== undefined, extension?.hours)
    if (at === null) continue
    let submissionId = ''
    events.push({
      at,
      act: async (now) => {
        const form = findForm(campaign.definition, findTask(campaign.definition, one.task).form)
        const bag = files.open(one.unitId)
        const content = writePlausibleReport(form, script, {
          unit: { code: one.unit, name: one.unitName, county: one.county },
          task: one.task,
          round: one.round,
          date: one.start,
          files: bag.take,
        })
        await bag.write(db, user.id, now)
        const draws =
          form.statistics !== undefined ||
          form.fields.some((field) => 'prefill' in field && /activities|cases/.test(field.prefill ?? ''))
        const drawn = draws ? await openDraft(db, campaign, one.id) : null
        if (drawn) {
          content.figures = drawn.content.figures
          content.fields = { ...content.fields, ...drawn.content.fields }
        }
        const sent = await submitReport(db, contextOf(user, now), {
          campaignKey: campaign.key,
          obligationId: one.id,
          content,
          idempotencyKey: `demo-${one.id}`,
          startToken: undefined,
          secret: services.secret,
        })
        submissionId = sent.id
      },
    })
    const reviewedAt = at + (3 + chanceOf(`review ${one.id0}`) * 30) * hour
    if (returned) {
      events.push({
        at: Math.min(reviewedAt, until.getTime() - hour),
        act: async (now) => {
          await returnRevision(db, contextOf(office, now), campaign, submissionId, {
            remark: returned.remark,
            fieldRemarks: returned.field ? { [`figures.${returned.field}`]: returned.remark } : {},
          })
        },
      })
    } else if (reviewedAt < until.getTime() - 12 * hour && chanceOf(`accept ${one.id0}`) < 0.9) {
      events.push({
        at: reviewedAt,
        act: async (now) => {
          await acceptRevision(db, contextOf(office, now), campaign, submissionId, undefined)
        },
      })
    }
  }
  for (const one of obligations.filter((each) => each.running && each.county)) {
    const user = users.get(one.unit)
    if (user) events.push(...recordMedia(one, user))
  }
  await pictures.store(db, services)
  for (const event of events.sort((a, b) => a.at - b.at)) await event.act(new Date(event.at))

  /** Each in the afternoon of its day; a key activity is reported the same evening. */
  function recordActivities(one: Due, user: SignedInUser): Event[] {
    const unit = { code: one.unit, name: one.unitName, county: one.county, neighbours: one.neighbours }
    const { definition } = campaign
    const today = localOfInstant(until, definition.timeZone).date
    const end = one.end < today ? one.end : today
    return inventActivities(definition, script, unit, one.start, end).flatMap((content, index): Event[] => {
      const seed = `${one.id0} activity ${index}`
      const at =
        instantOfLocal(content.day, '12:00', definition.timeZone).getTime() + chanceOf(seed) * 8 * hour
      if (at >= until.getTime()) return []
      if (chanceOf(`${seed} picture`) < (one.county ? 0.75 : 0.12)) {
        const picture = { unitId: one.unitId, userId: user.id, at: new Date(at), day: content.day }
        const fileId = pictures.want(picture)
        if (fileId) content.files = [{ id: fileId, caption: null }]
      }
      return [
        {
          at,
          act: async (now) => {
            const id = v7()
            const input = { id, unitId: one.unitId, baseVersion: 0, content }
            await saveActivities(db, contextOf(user, now), campaign, [input])
            if (content.isKey) await reportKeyActivity(id, user, now)
          },
        },
      ]
    })
  }

  /** A county's paper writes each week, and of one case. */
  function recordMedia(one: Due, user: SignedInUser): Event[] {
    const owner = { unitId: one.unitId, code: one.unit, name: one.unitName }
    const { timeZone, startsOn } = campaign.definition
    if (one.start < startsOn) return []
    const at = instantOfLocal(one.start, '19:00', timeZone).getTime()
    if (at >= until.getTime()) return []
    const events: Event[] = [
      { at, act: (now) => recordClipping(db, contextOf(user, now), campaign, script, owner, one.start) },
    ]
    if (one.round === 1 && chanceOf(`${one.unit} case`) < 0.7)
      events.push({
        at: at + hour,
        act: (now) => recordCase(db, contextOf(user, now), campaign, script, owner, one.start),
      })
    return events
  }

  async function reportKeyActivity(activityId: string, user: SignedInUser, now: Date): Promise<void> {
    const { obligation_id: obligationId } = await db
      .selectFrom('activity')
      .where('id', '=', activityId)
      .select('obligation_id')
      .executeTakeFirstOrThrow()
    if (!obligationId) return
    const { content } = await openDraft(db, campaign, obligationId)
    await submitReport(db, contextOf(user, now), {
      campaignKey: campaign.key,
      obligationId,
      content,
      idempotencyKey: `demo-${obligationId}`,
      startToken: undefined,
      secret: services.secret,
    })
  }
}

interface Due {
  id: string
  /** Stable across machines, for the chances. */
  id0: string
  task: string
  unit: string
  unitId: string
  unitName: string
  county: boolean
  period: string
  round: number
  start: string
  end: string
  /** Its form carries running figures: the days that activities are told of. */
  running: boolean
  /** Other units of its kind. */
  neighbours: string[]
  opensAt: number
  dueAt: number
}

async function listDue(db: Connection, campaign: CampaignInForce, until: Date): Promise<Due[]> {
  const rows = await db
    .selectFrom('obligation as o')
    .innerJoin('org_unit as u', 'u.id', 'o.unit_id')
    .where('o.campaign_id', '=', campaign.id)
    .where('o.opens_at', '<', until)
    .select([
      'o.id',
      'o.task_key',
      'o.period_key',
      'o.period_start',
      'o.period_end',
      'o.opens_at',
      'o.due_at',
    ])
    .select(['u.id as unit_id', 'u.code', 'u.name', 'u.tags'])
    .orderBy('o.due_at')
    .orderBy('u.position')
    .execute()
  // The first group of the directory is the one with the larger numbers.
  const large = campaign.definition.tags[0]?.key
  const rounds = new Map<string, number>()
  const running = new Set(
    campaign.definition.tasks
      .filter((task) => findForm(campaign.definition, task.form).statistics === 'running')
      .map((task) => task.key),
  )
  const neighbours = new Map<string, string[]>()
  for (const unit of campaign.definition.units) {
    const tag = unit.tags[0] ?? ''
    neighbours.set(tag, [...(neighbours.get(tag) ?? []), unit.code])
  }
  return rows.map((row) => {
    const round = rounds.get(`${row.code} ${row.task_key}`) ?? 0
    rounds.set(`${row.code} ${row.task_key}`, round + 1)
    return {
      id: row.id,
      id0: `${row.code} ${row.task_key} ${row.period_key}`,
      task: row.task_key,
      unit: row.code,
      unitId: row.unit_id,
      unitName: row.name,
      county: row.tags.includes(large ?? ''),
      period: row.period_key,
      round,
      start: row.period_start,
      end: row.period_end,
      running: running.has(row.task_key),
      neighbours: (neighbours.get(row.tags[0] ?? '') ?? []).filter((code) => code !== row.code),
      opensAt: row.opens_at.getTime(),
      dueAt: row.due_at.getTime(),
    }
  })
}

/** When the unit reported: mostly in the last day before the deadline, some late, some not yet, some never. */
function chooseInstant(
  one: Due,
  until: number,
  must: boolean,
  extendedHours: number | undefined,
): number | null {
  const chance = chanceOf(`when ${one.id0}`)
  const where = chanceOf(`where ${one.id0}`)
  const inTime = Math.max(one.opensAt + hour, one.dueAt - (0.2 + where * 26) * hour)
  if (extendedHours) return one.dueAt + where * extendedHours * hour
  if (one.dueAt > until) {
    const early = one.opensAt + (until - one.opensAt) * (0.3 + where * 0.65)
    return must || chance < (one.dueAt - until > 48 * hour ? 0.06 : 0.4) ? early : null
  }
  if (must || chance < 0.83) return inTime
  if (chance < 0.93) return Math.min(one.dueAt + (0.1 + where * 9) * hour, until - hour)
  return null
}

async function listUsers(db: Connection): Promise<Map<string, SignedInUser>> {
  const rows = await db.selectFrom('user').select(['id', 'username']).execute()
  const users = new Map<string, SignedInUser>()
  for (const row of rows) {
    const user = await findSignedInUser(db, row.id)
    if (user && row.username) users.set(row.username, user)
  }
  return users
}
