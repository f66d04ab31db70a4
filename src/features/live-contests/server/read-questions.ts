import { projectRoot } from '../../../platform/server/project-root.ts'
import type { Connection } from '../../../platform/server/database.ts'
import type { Services } from '../../../platform/server/services.ts'
import { findCampaignFolder } from '../../campaign/server/find-folder.ts'
import type { Question } from '../../questions/question.ts'
import { readBanks } from '../../questions/server/read-bank.ts'
import { readLiveQuestions } from '../../questions/server/read-live-questions.ts'
import type { QuestionFilter } from '../contract.ts'

/** Questions with a picture are left out: they cannot be read aloud. */
export async function listMatching(
  db: Connection,
  campaignId: string,
  filter: QuestionFilter,
): Promise<Question[]> {
  const all = await readLiveQuestions(db, campaignId)
  return all
    .filter(
      ({ bank, question: one }) =>
        !one.picture &&
        (filter.bank === undefined || bank === filter.bank) &&
        (filter.kind === undefined || one.kind === filter.kind) &&
        (filter.tag === undefined || one.tags.includes(filter.tag)) &&
        (filter.difficulty === undefined || one.difficulty === filter.difficulty) &&
        (!filter.q || one.stem.includes(filter.q)),
    )
    .map(({ question }) => question)
}

export interface BankLabels {
  key: string
  title: string
  tags: Record<string, string>
}

let known: Promise<BankLabels[]> | null = null

/** What banks and tags are called, from the campaign's folder; read once. */
export function readLabels(services: Services): Promise<BankLabels[]> {
  known ??= findCampaignFolder(projectRoot, services.config.campaignDir)
    .then(async (folder) => (folder ? (await readBanks(folder)).banks : []))
    .then((banks) => banks.map(({ bank }) => ({ key: bank.key, title: bank.title, tags: bank.tags })))
  return known
}
