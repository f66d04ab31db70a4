import { sql } from 'kysely'
import { type Implementation, implement } from '../../../platform/server/http.ts'
import { covers, unitColumns } from '../../../platform/server/access.ts'
import { decodeCursor, nextCursor } from '../../../platform/server/cursor.ts'
import { ProblemError, forbidden, invalidInput } from '../../../platform/shared/problem.ts'
import { findCampaign } from '../../campaign/server/find-campaign.ts'
import { countInbox, listInboxRows } from '../../obligations/server/list-inbox.ts'
import { listUnsignedRows } from '../../obligations/server/list-unsigned.ts'
import { presentObligation } from '../../obligations/server/present-obligation.ts'
import { viewObligation } from '../../obligations/server/view-obligation.ts'
import { countOpenRemarks } from '../../remarks/server/count-open-remarks.ts'
import * as contract from '../contract.ts'
import { findUnitsByText } from '../../org/server/find-units-by-text.ts'
import { describePaper } from './describe-paper.ts'
import { readPaperPictures } from './read-paper-pictures.ts'
import { writePaper } from './write-paper.ts'
import { mayDecide, reviewsAtRoot } from './may-decide.ts'
import { findForSubmission } from './find-for-submission.ts'
import { viewSubmission } from './present-submission.ts'
import { countFiles } from './queries.ts'
import { acceptRevision, returnRevision, signOffRevision } from './review-submission.ts'
import { openDraft, saveDraft } from './save-draft.ts'
import { issueStartToken } from './start-token.ts'
import { submitReport } from './submit-report.ts'

export const submissionRoutes: Implementation[] = [
  implement(contract.readDraft)(async ({ db, params }) =>
    openDraft(db, await findCampaign(db, params.campaign), params.obligation),
  ),

  implement(contract.saveDraft)(async ({ db, params, body, now, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const version = await saveDraft(db, campaign, {
      obligationId: params.obligation,
      ...body,
      now,
      userId: user.id,
    })
    return { version, savedAt: now.toISOString() }
  }),

  implement(contract.startReport)(async ({ db, params, now, user, services }) => {
    await viewObligation(db, await findCampaign(db, params.campaign), params.obligation, now)
    return {
      token: issueStartToken(services.secret, params.obligation, user.id, now),
      startedAt: now.toISOString(),
    }
  }),

  implement(contract.submitReport, {
    writes: 'one-statement',
    find: (db, { params, headers }) =>
      findForSubmission(db, {
        campaignKey: params.campaign!,
        obligationId: params.obligation!,
        idempotencyKey: headers['idempotency-key'] ?? '',
      }),
  })(async (call) => {
    const { db, params, body, headers, services, found } = call
    const idempotencyKey = headers['idempotency-key'] ?? ''
    if (idempotencyKey.length < 8 || idempotencyKey.length > 200) {
      throw new ProblemError(invalidInput, {
        errors: [
          { path: 'headers.idempotency-key', message: '缺少报送编号（Idempotency-Key，8–200 个字符）。' },
        ],
      })
    }
    const { startToken, ...content } = body
    return submitReport(db, call, {
      campaignKey: params.campaign,
      obligationId: params.obligation,
      content,
      idempotencyKey,
      startToken,
      secret: services.secret,
      found,
    })
  }),

  implement(contract.readSubmission)(async ({ db, params, user, now }) =>
    viewSubmission(db, await findCampaign(db, params.campaign), params.submission, user, now),
  ),

  implement(contract.submissionDocx)(async ({ db, params, user, now, services }) => {
    const campaign = await findCampaign(db, params.campaign)
    const submission = await viewSubmission(db, campaign, params.submission, user, now)
    const model = describePaper(campaign.definition, submission)
    const pictures = await readPaperPictures(db, services.storage, model)
    return {
      file: await writePaper(model, pictures),
      fileName: model.fileName,
      mediaType: contract.submissionDocx.produces!,
    }
  }),

  implement(contract.acceptSubmission)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const id = await acceptRevision(call.db, call, campaign, call.params.submission, call.body.remark)
    return viewObligation(call.db, campaign, id, call.now)
  }),

  implement(contract.returnSubmission)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const id = await returnRevision(call.db, call, campaign, call.params.submission, call.body)
    return viewObligation(call.db, campaign, id, call.now)
  }),

  implement(contract.signOffSubmission)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    await signOffRevision(call.db, call, campaign, call.params.submission)
    return { signedOffAt: call.now.toISOString() }
  }),

  implement(contract.listUnsigned)(async ({ db, params, query, scope, now }) => {
    const campaign = await findCampaign(db, params.campaign)
    const rows = await listUnsignedRows(db, campaign.id, {
      scope,
      after: decodeCursor(query.cursor, 2),
      limit: query.limit,
    })
    return {
      items: rows.map((row) => presentObligation(row, campaign.definition, now)),
      next: nextCursor(rows, query.limit, (last) => [last.submitted_at!.toISOString(), last.id]),
    }
  }),

  implement(contract.acceptMany)(async (call) => {
    const campaign = await findCampaign(call.db, call.params.campaign)
    const units = await call.db
      .selectFrom('submission as s')
      .innerJoin('org_unit as u', 'u.id', 's.unit_id')
      .where('s.id', 'in', call.body.submissions)
      .select(['s.id as submission', ...unitColumns.map((name) => `u.${name}` as const)])
      .execute()
    const results: { id: string; accepted: boolean; problem: string | null }[] = []
    for (const id of new Set(call.body.submissions)) {
      const unit = units.find((one) => one.submission === id)
      const allowed = unit && call.scope.units.some((granted) => covers(granted, unit))
      results.push(allowed ? await acceptOne(id) : { id, accepted: false, problem: forbidden.detail })
    }
    return { results }

    /** A savepoint each, so that one that cannot be accepted leaves the others be. */
    async function acceptOne(id: string) {
      await sql`savepoint one`.execute(call.db)
      try {
        await acceptRevision(call.db, call, campaign, id, undefined)
        return { id, accepted: true, problem: null }
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        await sql`rollback to savepoint one`.execute(call.db)
        return { id, accepted: false, problem: error.message }
      }
    }
  }),

  implement(contract.listInbox)(async ({ db, params, query, scope, now, user }) => {
    const campaign = await findCampaign(db, params.campaign)
    const { tasks } = campaign.definition
    const filter = {
      scope,
      task: query.task,
      units: query.q ? (await findUnitsByText(db, scope, query.q, 100)).map((unit) => unit.code) : null,
      twoLevelTasks: tasks.filter((task) => task.review === 'two-level').map((task) => task.key),
      rootUnitId: campaign.rootUnit.id,
      decides: reviewsAtRoot(user, campaign),
      after: decodeCursor(query.cursor, 2),
      limit: query.limit,
    }
    const rows = await listInboxRows(db, campaign.id, filter)
    const ids = rows.map((row) => row.submission_id!)
    const files = await countFiles(db, ids)
    const remarks = await countOpenRemarks(db, ids)
    return {
      items: rows.map((row) => ({
        ...presentObligation(row, campaign.definition, now),
        files: files.get(row.submission_id!) ?? 0,
        remarks: remarks.get(row.submission_id!) ?? 0,
        step: mayDecide(user, campaign, row.task_key) ? ('accept' as const) : ('check' as const),
      })),
      next: nextCursor(rows, query.limit, (last) => [last.submitted_at!.toISOString(), last.id]),
      total: await countInbox(db, campaign.id, filter),
    }
  }),
]
