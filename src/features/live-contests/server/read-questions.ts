import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { projectRoot } from '../../../platform/server/project-root.ts'
import type { Services } from '../../../platform/server/services.ts'
import { findCampaignFolder } from '../../campaign/server/find-folder.ts'
import { type BankFile, type Question, bankFileSchema } from '../../questions/question.ts'
import type { QuestionFilter } from '../contract.ts'

/** The banks of the campaign's folder. Questions with a picture are left out: a hall cannot hear them. */
export async function readBanks(services: Services): Promise<BankFile[]> {
  const folder = await findCampaignFolder(projectRoot, services.config.campaignDir)
  if (!folder) return []
  const names = await readdir(path.join(folder, 'questions')).catch(() => [] as string[])
  const banks: BankFile[] = []
  for (const name of names.filter((one) => one.endsWith('.yaml')).sort()) {
    const bank = bankFileSchema.safeParse(parse(await readFile(path.join(folder, 'questions', name), 'utf8')))
    if (!bank.success) continue
    banks.push({ ...bank.data, questions: bank.data.questions.filter((one) => !one.picture) })
  }
  return banks
}

export function listMatching(banks: BankFile[], filter: QuestionFilter): Question[] {
  return banks
    .filter((bank) => filter.bank === undefined || bank.key === filter.bank)
    .flatMap((bank) => bank.questions)
    .filter(
      (one) =>
        (filter.kind === undefined || one.kind === filter.kind) &&
        (filter.tag === undefined || one.tags.includes(filter.tag)) &&
        (filter.difficulty === undefined || one.difficulty === filter.difficulty) &&
        (!filter.q || one.stem.includes(filter.q)),
    )
}
