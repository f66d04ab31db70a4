import { decodeCursor, encodeCursor } from '../../../platform/server/cursor.ts'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import * as contract from '../desk-contract.ts'
import { analyseQuestions } from './analyse-questions.ts'
import { auditAttempt } from './audit-attempt.ts'
import { countAttempts, listAttemptLines } from './desk-queries.ts'
import { findContest } from './find-contest.ts'
import { presentAttemptLine } from './present-attempt-line.ts'
import { readParticipation } from './read-participation.ts'
import { writeAnalysis } from './write-analysis.ts'

export const contestDeskRoutes: Implementation[] = [
  implement(contract.listContests)(async ({ db, params, scope }) => {
    const campaign = await findCampaign(db, params.campaign)
    const attempts = await countAttempts(db, campaign.id, scope)
    return {
      items: campaign.definition.public.contests.map(({ key, title, opens, closes, leaderboard, draw }) => ({
        key,
        title,
        opens,
        closes,
        attempts: attempts.get(key) ?? 0,
        leaderboard,
        draw: draw !== undefined,
      })),
    }
  }),

  implement(contract.readContestParticipation)(async ({ db, params, scope }) =>
    readParticipation(db, await findContest(db, params), scope),
  ),

  implement(contract.analyseQuestions)(async ({ db, params, scope, now }) =>
    analyseQuestions(db, await findContest(db, params), { scope, now }),
  ),

  implement(contract.analysisXlsx)(async ({ db, params, scope, now }) => {
    const of = await findContest(db, params)
    const participation = await readParticipation(db, of, scope)
    const analysis = await analyseQuestions(db, of, { scope, now })
    return {
      file: await writeAnalysis(participation, analysis),
      fileName: `${of.contest.title}参加情况和题目分析.xlsx`,
      mediaType: contract.analysisXlsx.produces!,
    }
  }),

  implement(contract.listAttempts)(async ({ db, params, query, scope }) => {
    const { campaign, contest } = await findContest(db, params)
    const [after] = decodeCursor(query.cursor, 1) ?? []
    const rows = await listAttemptLines(
      db,
      { campaign: campaign.id, contest: contest.key, scope },
      { q: query.q || undefined, after: after ? String(after) : null, limit: query.limit + 1 },
    )
    const shown = rows.slice(0, query.limit)
    return {
      items: shown.map(presentAttemptLine),
      next: rows.length > shown.length ? encodeCursor([shown.at(-1)!.id]) : null,
    }
  }),

  implement(contract.auditAttempt)(async ({ db, services, params, scope }) =>
    auditAttempt(db, services, await findContest(db, params), scope, params.attempt),
  ),
]
