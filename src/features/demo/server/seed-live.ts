import { v7 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { findSignedInUser } from '../../accounts/server/identify-caller.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import type { LiveSetup, RoundSetup } from '../../live-contests/setup.ts'
import { createContest } from '../../live-contests/server/save-setup.ts'
import type { Question } from '../../questions/question.ts'
import { readLiveQuestions } from '../../questions/server/read-live-questions.ts'

/** The final of the campaign's last contest, set up and not yet begun, with the first four counties as teams. */
export async function seedLiveContest(db: Connection, campaign: CampaignInForce, now: Date): Promise<void> {
  const { definition } = campaign
  const contest = definition.public.contests.at(-1)
  const office = await db.selectFrom('user').where('username', '=', 'office').select('id').executeTakeFirst()
  const user = office && (await findSignedInUser(db, office.id))
  if (!contest || !user) return
  const bank = (await readLiveQuestions(db, campaign.id))
    .map(({ question }) => question)
    .filter((one) => !one.picture)
  const take = (kind: Question['kind'], count: number, spare = 0) =>
    bank
      .filter((one) => one.kind === kind)
      .slice(0, count + spare)
      .map((question, index) => ({ id: v7(), spare: index >= count, question }))
  const [tag] = definition.tags
  const units = definition.units.filter((unit) => unit.tags.includes(tag?.key ?? '')).slice(0, 4)
  const round = { tieBreak: false, stakes: [], deduct: 0, foul: 0, seconds: 30, buzzSeconds: 10 }
  const judged = take('judge', 8, 2)
  const rounds: RoundSetup[] = [
    { ...round, id: v7(), title: '必答题', kind: 'required', points: 10, questions: take('single', 8) },
    {
      ...round,
      id: v7(),
      title: '抢答题',
      kind: 'buzzer',
      points: 10,
      deduct: 10,
      foul: 10,
      questions: judged.slice(0, 8),
    },
    {
      ...round,
      id: v7(),
      title: '风险题',
      kind: 'risk',
      points: 0,
      stakes: [10, 20, 30],
      questions: take('multiple', 4, 1),
    },
    {
      ...round,
      id: v7(),
      title: '加赛',
      kind: 'buzzer',
      tieBreak: true,
      points: 10,
      questions: judged.slice(8).map((one) => ({ ...one, spare: false })),
    },
  ]
  const setup: LiveSetup = {
    title: `${contest.title}决赛`,
    day: localOfInstant(now, definition.timeZone).date,
    place: '',
    contest: contest.key,
    teams: units.map((unit) => ({ id: v7(), name: unit.name, unit: unit.code })),
    rounds,
  }
  const context = { now, caller: user, address: '127.0.0.1', requestId: 'demo' }
  await createContest(db, context, campaign, { id: v7(), unitId: campaign.rootUnit.id, setup })
}
