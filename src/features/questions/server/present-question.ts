import type { Connection } from '../../../platform/server/database.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import { ProblemError, notFound } from '../../../platform/shared/problem.ts'
import type { QuestionVersion, QuestionView } from '../contract.ts'
import type { Question } from '../question.ts'
import type { QuestionState } from '../rules.ts'
import { compareWithTexts } from './compare-with-texts.ts'
import { type VersionRow, listVersions } from './queries.ts'

export async function viewQuestion(
  db: Connection,
  campaignId: string,
  key: string,
  user: SignedInUser,
): Promise<QuestionView> {
  const rows = await listVersions(db, campaignId, key)
  if (rows.length === 0) throw new ProblemError(notFound)
  const versions = rows.map((row) => presentVersion(row, user))
  const findings = await compareWithTexts(db, versions[0]!.question)
  return { key, versions, findings: findings ?? [], comparedWithTexts: findings !== null }
}

function presentVersion(row: VersionRow, user: SignedInUser): QuestionVersion {
  const own = row.author_id === user.id
  return {
    key: row.key,
    version: row.version,
    bank: row.bank,
    kind: row.kind,
    difficulty: row.difficulty,
    stem: row.stem,
    tags: row.tags,
    state: row.state as QuestionState,
    author: row.author,
    own,
    createdAt: row.created_at.toISOString(),
    question: row.content as unknown as Question,
    reviewer: row.reviewer,
    reviewedAt: row.reviewed_at?.toISOString() ?? null,
    reason: row.reason,
    may: {
      submit: row.state === 'draft' && own,
      review: row.state === 'review' && !own,
      retire: row.state === 'live',
    },
  }
}
