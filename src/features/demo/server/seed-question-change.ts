import type { Connection } from '../../../platform/server/database.ts'
import { instantOfLocal } from '../../../platform/shared/local-time.ts'
import type { SignedInUser } from '../../../platform/server/signed-in-user.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { readLiveQuestions } from '../../questions/server/read-live-questions.ts'
import { saveQuestion } from '../../questions/server/save-question.ts'
import type { DemoScript } from './demo-script.ts'

/** A question that the office worded anew and that waits for somebody else's approval. */
export async function seedQuestionChange(
  db: Connection,
  campaign: CampaignInForce,
  { script, office, until }: { script: DemoScript; office: SignedInUser; until: Date },
): Promise<void> {
  const { questionChange: change } = script
  if (!change) return
  const now = instantOfLocal(change.on, change.at, campaign.definition.timeZone)
  if (now >= until) return
  const questions = await readLiveQuestions(db, campaign.id)
  const live = questions.find((one) => one.question.key === change.key)
  if (!live) throw new Error(`demo.yaml questionChange: ${change.key} is not in the bank`)
  await saveQuestion(db, { now, caller: office, address: '127.0.0.1', requestId: 'demo' }, campaign.id, {
    key: change.key,
    baseVersion: live.version,
    bank: live.bank,
    question: { ...live.question, explanation: change.explanation },
    submit: true,
  })
}
