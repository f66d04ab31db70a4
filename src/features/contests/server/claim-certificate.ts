import type { Connection } from '../../../platform/server/database.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import { ProblemError } from '../../../platform/shared/problem.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import type { SignatureInput } from '../../certificates/contract.ts'
import { findCertificateOf, issueCertificate } from '../../certificates/server/issue-certificate.ts'
import { notPassed } from '../contract.ts'
import { hasPassed } from '../rules.ts'
import type { ContestInForce } from './find-contest.ts'
import { findContestOf } from './find-contest-of.ts'
import { type AttemptRow, lockAttemptRow } from './queries.ts'

/** One certificate for an attempt that passed; gives its code. */
export async function claimCertificate(
  db: Connection,
  { campaign, contest }: ContestInForce,
  row: AttemptRow,
  signature: SignatureInput,
  now: Date,
): Promise<string> {
  if (!hasPassed(await findContestOf(db, campaign, row), row)) throw new ProblemError(notPassed)
  // Two clicks at once: the second waits here and finds the certificate of the first.
  await lockAttemptRow(db, { id: row.id })
  const before = await findCertificateOf(db, row.id)
  if (before) return before
  return issueCertificate(db, {
    campaignId: campaign.id,
    channel: channelKeys.contest(contest.key),
    recordId: row.id,
    participantId: row.participantId,
    unitId: row.unitId,
    title: `${contest.title}合格证书`,
    lines: [
      `参加“${contest.title}”，成绩 ${row.points} 分（满分 ${row.fullPoints} 分），达到合格线，特发此证。`,
    ],
    issuer: campaign.definition.organiser.name,
    signature,
    facts: [{ label: '所在地', value: row.unitName }],
    day: localOfInstant(now, campaign.definition.timeZone).date,
    now,
  })
}
