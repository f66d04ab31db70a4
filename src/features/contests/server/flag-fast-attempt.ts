import type { Connection } from '../../../platform/server/database.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import { isTooFast } from '../../participation/rules.ts'
import { flagAnomaly } from '../../participation/server/flag-anomaly.ts'
import type { Answer } from '../contract.ts'
import type { PaperQuestion } from '../draw-paper.ts'
import type { AttemptRow } from './queries.ts'

/** A doubt when the questions that were answered could not have been read in the time; the attempt counts all the same. */
export async function flagFastAttempt(
  db: Connection,
  row: AttemptRow,
  done: { paper: PaperQuestion[]; answers: Record<string, Answer>; usedMs: number; at: Date },
): Promise<void> {
  const answered = done.paper.filter((_, index) => done.answers[index + 1] !== undefined)
  const characters = answered.reduce((sum, { question }) => sum + countCharacters(question), 0)
  if (!isTooFast({ characters, ms: done.usedMs })) return
  await flagAnomaly(db, {
    campaignId: row.campaignId,
    kind: 'fast-answers',
    channel: channelKeys.contest(row.contest),
    unitId: row.unitId,
    day: row.day,
    subject: row.participantId,
    detail: { questions: answered.length, seconds: Math.round(done.usedMs / 1000) },
    at: done.at,
  })
}

function countCharacters(question: PaperQuestion['question']): number {
  return question.stem.length + ('options' in question ? question.options.join('').length : 0)
}
