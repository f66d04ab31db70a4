import { type AuditContext, writeAudit } from '../../../platform/server/audit.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { recordParticipation } from '../../participation/server/record-participation.ts'
import { answerChanged, questionClosed } from '../contract.ts'
import { indexFaq } from './publish-faq.ts'
import { type Sight, lockQuestion } from './queries.ts'

interface Written {
  id: string
  content: string
  publish: boolean
  /** When the newest revision was written that the writer saw. */
  seen: string | null
}

/** Saves a draft or publishes it; the first published answer counts one person for the asker's unit. */
export async function writeAnswer(
  db: Connection,
  context: AuditContext,
  campaign: CampaignInForce,
  sight: Sight,
  { id, content, publish, seen }: Written,
): Promise<void> {
  const row = await lockQuestion(db, campaign.id, id, sight)
  if (!row) throw new ProblemError(notFound)
  if (row.state === 'closed') throw new ProblemError(questionClosed)
  const newest = await db
    .selectFrom('consultation_answer')
    .where('question_id', '=', id)
    .selectAll()
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  if ((newest?.written_at.toISOString() ?? null) !== seen) throw new ProblemError(answerChanged)
  const isDraft = newest !== undefined && newest.published_at === null
  // An answer that holds already is not published again.
  if (newest && !isDraft && newest.content === content) return
  const columns = {
    content,
    written_by: context.caller!.id,
    written_at: context.now,
    published_at: publish ? context.now : null,
  }
  const revision = isDraft ? newest.revision : (newest?.revision ?? 0) + 1
  await db
    .insertInto('consultation_answer')
    .values({ question_id: id, revision, ...columns })
    .onConflict((known) => known.columns(['question_id', 'revision']).doUpdateSet(columns))
    .execute()
  if (!publish) return
  if (row.state === 'open') {
    await db
      .updateTable('consultation_question')
      .set({ state: 'answered', answered_at: context.now })
      .where('id', '=', id)
      .execute()
    await recordParticipation(db, {
      campaignId: campaign.id,
      channel: channelKeys.consultation(row.consultation),
      unitId: row.unit_id,
      day: localOfInstant(context.now, campaign.definition.timeZone).date,
      participantId: row.participant_id,
      recordId: id,
      people: 1,
      at: context.now,
    })
  }
  if (row.faq_at) await indexFaq(db, id, { title: row.faq_title!, question: row.faq_question! }, content)
  await writeAudit(db, context, 'question-answered', {
    unitId: row.unit_id,
    subjectId: id,
    after: { revision },
  })
}
