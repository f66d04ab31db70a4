import { sql } from 'kysely'
import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { ProblemError, invalidInput, notFound } from '../../../platform/shared/problem.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { liveBegun, liveChanged } from '../contract.ts'
import type { LiveSetup } from '../setup.ts'
import { lockContest } from './queries.ts'

/** False when the contest was there already: a sending that was repeated. */
export async function createContest(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: { id: string; unitId: string; setup: LiveSetup },
): Promise<boolean> {
  const { id, unitId, setup } = input
  const written = await db
    .insertInto('live_contest')
    .values({
      ...columnsOf(setup, campaign),
      id,
      campaign_id: campaign.id,
      unit_id: unitId,
      created_at: context.now,
      created_by: context.caller!.id,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) return false
  await writeParts(db, id, setup)
  await writeAudit(db, context, 'live-contest-created', {
    unitId,
    subjectId: id,
    after: { title: setup.title, day: setup.day },
  })
  return true
}

/** Gives the new version. Only before the first question: afterwards the log speaks of what stands there. */
export async function saveSetup(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  input: { id: string; baseVersion: number; setup: LiveSetup },
): Promise<number> {
  const { id, baseVersion, setup } = input
  const contest = await lockContest(db, campaign.id, id)
  if (!contest) throw new ProblemError(notFound)
  if (contest.version !== baseVersion) throw new ProblemError(liveChanged)
  if (contest.phase !== 'ready') throw new ProblemError(liveBegun)
  const version = contest.version + 1
  await db
    .updateTable('live_contest')
    .set({ ...columnsOf(setup, campaign), version })
    .where('id', '=', id)
    .execute()
  await writeParts(db, id, setup)
  await writeAudit(db, context, 'live-contest-changed', {
    unitId: contest.unit_id,
    subjectId: id,
    after: { title: setup.title, teams: setup.teams.length, rounds: setup.rounds.length, version },
  })
  return version
}

function columnsOf(setup: LiveSetup, campaign: CampaignInForce) {
  const { title, day, place, contest } = setup
  if (contest !== null && !campaign.definition.public.contests.some((one) => one.key === contest))
    throw new ProblemError(invalidInput, {
      errors: [{ path: 'setup.contest', message: '活动里没有这个竞赛' }],
    })
  return { title, day, place, contest_key: contest }
}

/** Teams keep their rows, which know their telephones; rounds and questions are written anew. */
async function writeParts(db: Connection, contestId: string, setup: LiveSetup): Promise<void> {
  const units = await findUnits(db, setup)
  await db
    .deleteFrom('live_team')
    .where('contest_id', '=', contestId)
    .$if(setup.teams.length > 0, (query) =>
      query.where(
        'id',
        'not in',
        setup.teams.map((team) => team.id),
      ),
    )
    .execute()
  for (const [index, team] of setup.teams.entries()) {
    const columns = { position: index + 1, name: team.name, unit_id: team.unit && units.get(team.unit)! }
    const written = await db
      .insertInto('live_team')
      .values({ id: team.id, contest_id: contestId, ...columns })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(columns).where('live_team.contest_id', '=', contestId),
      )
      .executeTakeFirst()
    if (written.numInsertedOrUpdatedRows === 0n) throw new ProblemError(notFound)
  }
  await db.deleteFrom('live_round').where('contest_id', '=', contestId).execute()
  if (setup.rounds.length > 0)
    await db
      .insertInto('live_round')
      .values(
        setup.rounds.map((round, index) => ({
          id: round.id,
          contest_id: contestId,
          position: index + 1,
          title: round.title,
          kind: round.kind,
          tie_break: round.tieBreak,
          points: round.points,
          stakes: sql<number[]>`${round.stakes}::int[]`,
          deduct: round.deduct,
          foul: round.foul,
          seconds: round.seconds,
          buzz_seconds: round.buzzSeconds,
        })),
      )
      .execute()
  const questions = setup.rounds.flatMap((round) =>
    round.questions.map((one, index) => ({
      id: one.id,
      contest_id: contestId,
      round_id: round.id,
      position: index + 1,
      spare: one.spare,
      question: JSON.stringify(one.question),
    })),
  )
  if (questions.length > 0) await db.insertInto('live_question').values(questions).execute()
}

async function findUnits(db: Connection, setup: LiveSetup): Promise<Map<string, string>> {
  const codes = setup.teams.map((team) => team.unit).filter((code) => code !== null)
  if (codes.length === 0) return new Map()
  const rows = await db.selectFrom('org_unit').where('code', 'in', codes).select(['id', 'code']).execute()
  const units = new Map(rows.map((row) => [row.code, row.id]))
  const errors = setup.teams.flatMap((team, index) =>
    team.unit !== null && !units.has(team.unit)
      ? [{ path: `setup.teams.${index}.unit`, message: '没有这个单位' }]
      : [],
  )
  if (errors.length > 0) throw new ProblemError(invalidInput, { errors })
  return units
}

/** Before its first line only; a log is kept for good. */
export async function deleteContest(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  id: string,
): Promise<void> {
  const contest = await lockContest(db, campaign.id, id)
  if (!contest) throw new ProblemError(notFound)
  if (contest.last_event > 0) throw new ProblemError(liveBegun)
  await db.deleteFrom('live_contest').where('id', '=', id).execute()
  await writeAudit(db, context, 'live-contest-deleted', {
    unitId: contest.unit_id,
    subjectId: id,
    before: { title: contest.title, day: contest.day },
  })
}
