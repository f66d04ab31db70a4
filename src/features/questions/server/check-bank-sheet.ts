import { createHash } from 'node:crypto'
import { textOf } from '../../../platform/server/documents/cell-text.ts'
import { columnName } from '../../../platform/server/documents/spreadsheet.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import type { BankSheetCheck } from '../contract.ts'
import type { BankSheet } from './open-bank-sheet.ts'
import { findPictureNames } from './picture-queries.ts'
import { listStandingVersions } from './queries.ts'
import { digestQuestion } from './question-row.ts'
import { readQuestionRow } from './read-question-row.ts'
import type { SavedQuestion } from './save-question.ts'
import type { BankNames } from './read-bank-names.ts'

export interface CheckedBankSheet extends Omit<BankSheetCheck, 'errorCount'> {
  writes: SavedQuestion[]
}

/** Reads all rows and finds what each would do for this person; writes nothing. */
export async function checkBankSheet(
  db: Connection,
  campaignId: string,
  userId: string,
  { banks, sheet }: { banks: BankNames[]; sheet: BankSheet },
): Promise<CheckedBankSheet> {
  const pictures = new Set(await findPictureNames(db, campaignId))
  const standing = new Map<string, Awaited<ReturnType<typeof listStandingVersions>>>()
  for (const one of await listStandingVersions(db, campaignId))
    standing.set(one.key, [...(standing.get(one.key) ?? []), one])
  const checked: CheckedBankSheet = {
    rows: sheet.rows.length,
    added: 0,
    changed: 0,
    same: 0,
    errors: [],
    touched: [],
    digest: null,
    writes: [],
  }
  const rowOf = new Map<string, number>()
  const keyAt = sheet.columns.findIndex((one) => one?.field === 'key')
  for (const { index, cells } of sheet.rows) {
    const read = readQuestionRow(cells, sheet.columns, { banks, pictures })
    const twin = rowOf.get(read.key)
    const versions = standing.get(read.key) ?? []
    const open = versions.find((one) => one.state === 'draft' || one.state === 'review')
    const digest = read.question && digestQuestion(read.bank, read.question)
    const known = versions.some((one) => one.digest === digest)
    if (twin !== undefined)
      read.errors.push({ column: keyAt, message: `与第 ${twin + 1} 行的代号相同，请改代号或删去一行。` })
    else if (read.question && !known && open && open.author_id !== userId)
      read.errors.push({ column: keyAt, message: '这道题有同事的改动还没有审完，请先审完再导入。' })
    if (read.key) rowOf.set(read.key, twin ?? index)
    for (const { column, message } of read.errors.sort((a, b) => a.column - b.column))
      checked.errors.push({
        cell: `${columnName(column)}${index + 1}`,
        row: index + 1,
        heading: sheet.headings[column] ?? '',
        value: textOf(cells[column]).slice(0, 200),
        message,
      })
    if (read.errors.length > 0 || !read.question) continue
    if (known) checked.same += 1
    else {
      const { key, bank, question } = read
      const baseVersion = versions[0]?.version ?? 0
      checked.writes.push({ key, bank, question, baseVersion, submit: true })
      if (baseVersion === 0) checked.added += 1
      else checked.changed += 1
      checked.touched.push({ row: index + 1, key, stem: question.stem, added: baseVersion === 0 })
    }
  }
  if (checked.errors.length === 0)
    checked.digest = createHash('sha256').update(canonicalJson(checked.writes)).digest('hex')
  return checked
}
