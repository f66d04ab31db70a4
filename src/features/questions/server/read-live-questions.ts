// TEMPORARY, replaced when the bank in the database lands.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import type { Connection } from '../../../platform/server/database.ts'
import { type Question, bankFileSchema } from '../question.ts'

const folder = 'campaigns/jincheng-2022/questions'
export async function readLiveQuestions(
  _db: Connection,
  _campaignId: string,
): Promise<{ bank: string; question: Question }[]> {
  return readdirSync(folder)
    .filter((n) => n.endsWith('.yaml'))
    .flatMap((n) => {
      const file = bankFileSchema.parse(parse(readFileSync(`${folder}/${n}`, 'utf8')))
      return file.questions.map((question) => ({ bank: file.key, question }))
    })
}
export async function readBankVersion(_db: Connection, _campaignId: string): Promise<string | null> {
  const h = createHash('sha256')
  for (const n of readdirSync(folder)) if (n.endsWith('.yaml')) h.update(readFileSync(`${folder}/${n}`))
  return h.digest('hex')
}
