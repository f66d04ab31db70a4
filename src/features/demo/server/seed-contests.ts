import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { instantOfLocal, localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { claimCertificate } from '../../contests/server/claim-certificate.ts'
import { closeAttempt } from '../../contests/server/close-attempt.ts'
import type { ContestInForce } from '../../contests/server/find-contest.ts'
import { findPaper } from '../../contests/server/find-paper.ts'
import { nameOnBoard } from '../../contests/server/name-on-board.ts'
import { findBank } from '../../contests/server/read-bank.ts'
import { startAttempt } from '../../contests/server/start-attempt.ts'
import { hasPassed } from '../../contests/rules.ts'
import { answerPaper } from './answer-paper.ts'
import { addCitizens, inventName, pickUnit } from './demo-citizens.ts'
import type { DemoScript } from './demo-script.ts'
import { chanceOf } from './plausible-report.ts'
import { seedDraw } from './seed-draw.ts'

const minute = 60_000
const dayMs = 24 * 60 * minute

/** Citizens who took part by now, with different luck; the draw of a contest that asks for one. */
export async function seedContests(
  db: Connection,
  services: Services,
  campaign: CampaignInForce,
  { script, office, until }: { script: DemoScript; office: SignedInUser; until: Date },
): Promise<void> {
  for (const { contest: key, people, daily } of script.contests) {
    const contest = campaign.definition.public.contests.find((one) => one.key === key)
    if (!contest) throw new Error(`demo.yaml contests: ${key} is not in the definition`)
    const of = { campaign, contest }
    const sittings = inventSittings(of, { people, daily, until })
    const citizens = await addCitizens(db, Array<Date>(people).fill(sittings[0]?.at ?? until))
    const known = new Set<number>()
    for (const sitting of sittings) {
      const participantId = citizens[sitting.person]!
      await sit(db, services, of, sitting, participantId)
      if (sitting.phase === 'daily' || !contest.leaderboard || known.has(sitting.person)) continue
      known.add(sitting.person)
      if (chanceOf(`${key} ${sitting.person} board`) < 0.6)
        await nameOnBoard(db, of, participantId, inventName(`${key} ${sitting.person}`))
    }
    await seedDraw(db, services, of, { office, until })
  }
}

interface Sitting {
  person: number
  phase: 'scored' | 'daily'
  at: Date
  usedMs: number
  skill: number
  seed: string
}

/** In the order of time; the first `daily` people also answer the question of most days. */
function inventSittings(
  { campaign, contest }: ContestInForce,
  { people, daily, until }: { people: number; daily: number; until: Date },
): Sitting[] {
  const { timeZone } = campaign.definition
  const first = instantOfLocal(contest.opens, '07:00', timeZone).getTime()
  const today = localOfInstant(until, timeZone).date
  const last = instantOfLocal(today < contest.closes ? today : contest.closes, '07:00', timeZone).getTime()
  const days = Math.round((last - first) / dayMs) + 1
  if (days < 1) return []
  const limit = contest.minutes ?? 20
  const sittings = Array.from({ length: people }, (_, person): Sitting[] => {
    const name = `${contest.key} ${person}`
    const skill = 0.35 + chanceOf(`${name} skill`) * 0.57
    const begun = Math.floor(chanceOf(`${name} day`) * days)
    const sit = (phase: Sitting['phase'], day: number, index: number): Sitting => {
      const seed = `${name} ${phase} ${day} ${index}`
      // Once in a while somebody clicks without reading, which the office shall see.
      const share = chanceOf(`${seed} hasty`) < 0.02 ? 0.02 : 0.25 + chanceOf(`${seed} used`) * 0.6
      const usedMs = Math.round((phase === 'daily' ? 1 : limit) * share * minute)
      // The second sitting of a day is in the evening.
      const hours = index === 0 ? chanceOf(`${seed} hour`) * 9 : 10 + chanceOf(`${seed} hour`) * 3
      const at = new Date(first + day * dayMs + Math.round(hours * 60 * minute))
      return { person, phase, at, usedMs, skill: skill + index * 0.1, seed }
    }
    const again = contest.attempts.atMost > 1 && chanceOf(`${name} again`) < 0.3
    const scored = [sit('scored', begun, 0), ...(again ? [sit('scored', begun, 1)] : [])]
    const dailies = Array.from({ length: person < daily ? days : 0 }, (_, day) => sit('daily', day, 0))
    return [...scored, ...dailies.filter((one) => chanceOf(`${one.seed} there`) < 0.8)]
  })
  return sittings
    .flat()
    .filter((one) => one.at.getTime() + one.usedMs < until.getTime())
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

async function sit(
  db: Connection,
  services: Services,
  of: ContestInForce,
  { phase, at, usedMs, skill, seed, person }: Sitting,
  participantId: string,
): Promise<void> {
  const { campaign, contest } = of
  const unit = pickUnit(campaign.definition, `${contest.key} ${person}`)
  const { row } = await startAttempt(db, services, of, {
    participantId,
    unit,
    phase,
    moreTime: false,
    now: at,
  })
  const bank = await findBank(db, campaign.id, row.bankVersion)
  const sent = answerPaper(findPaper(contest, phase, bank, row.seed), skill, seed)
  const now = new Date(at.getTime() + usedMs)
  const closed = await closeAttempt(db, of, row, { now, sent, handedIn: true })
  if (hasPassed(contest, closed) && chanceOf(`${seed} certificate`) < 0.3)
    await claimCertificate(
      db,
      of,
      closed,
      { kind: 'typed', name: inventName(`${contest.key} ${person}`) },
      now,
    )
}
