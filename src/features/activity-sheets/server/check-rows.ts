import { createHash } from 'node:crypto'
import { v5 } from 'uuid'
import type { Connection } from '../../../platform/server/database.ts'
import { columnName } from '../../../platform/server/documents/spreadsheet.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { ActivityContent } from '../../activities/contract.ts'
import { type StoredContent, findContents } from '../../activities/server/read-contents.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { normalise } from '../../org/rules.ts'
import type { CellError, SheetCheckResult } from '../contract.ts'
import { textOf } from '../read-values.ts'
import { isExample } from '../rules.ts'
import { findChanges, keepUnsaid } from './compare-records.ts'
import { createNameMatcher } from './match-names.ts'
import type { RecordSheet } from './open-sheet.ts'
import { type RowReading, readRow } from './read-row.ts'

export interface RowsChecked {
  /** Everything an import would write. */
  writes: { id: string; baseVersion: number; content: ActivityContent }[]
  touched: SheetCheckResult['touched']
  errors: CellError[]
  rows: number
  same: number
  wrong: number
  examples: number
  digest: string
}

interface Reading extends RowReading {
  index: number
}

/** Reads all rows and finds what each would do; writes nothing. */
export async function checkRows(
  db: Connection,
  campaign: CampaignInForce,
  unit: { id: string; code: string },
  sheet: RecordSheet,
  now: Date,
): Promise<RowsChecked> {
  const { definition } = campaign
  const match = await createNameMatcher(db)
  const today = localOfInstant(now, definition.timeZone).date
  const titleAt = sheet.columns.findIndex((one) => one?.field === 'title')
  const real = sheet.rows.filter((row) => !isExample(textOf(row.cells[titleAt])))
  const readings: Reading[] = real.map((row) => ({
    index: row.index,
    ...readRow(row.cells, { definition, columns: sheet.columns, today, match }),
  }))
  const stored = await findStored(db, campaign, unit, readings)
  const errors: CellError[] = []
  const cellsOf = new Map(real.map((row) => [row.index, row.cells]))
  const say = (index: number, column: number, message: string) =>
    errors.push({
      cell: `${columnName(column)}${index + 1}`,
      row: index + 1,
      heading: sheet.headings[column] ?? '',
      value: textOf(cellsOf.get(index)![column]).slice(0, 200),
      message,
    })
  const unitAt = sheet.columns.findIndex((one) => one?.field === 'unit')
  const rowOf = new Map<string, number>()
  const checked: RowsChecked = {
    writes: [],
    touched: [],
    errors,
    rows: readings.length,
    same: 0,
    wrong: 0,
    examples: sheet.rows.length - real.length,
    digest: '',
  }
  for (const one of readings) {
    const before = errors.length
    for (const error of one.errors) say(one.index, error.column, error.message)
    const known = findKnown(one, stored)
    const id = known?.id ?? v5(identityOf(unit.code, one.content), campaign.id)
    const twin = rowOf.get(id)
    if (one.errors.length === 0 && twin !== undefined)
      say(one.index, titleAt, `与第 ${twin + 1} 行是同一次活动（类型、日期、名称、地点都相同），请删去一行。`)
    rowOf.set(id, twin ?? one.index)
    // Who recorded an event does not stand among its partners.
    const owner = known?.unit.code ?? unit.code
    one.content.partners = one.content.partners.filter((code) => code !== owner)
    const content = known ? keepUnsaid(one, known.content) : one.content
    const changes = known ? findChanges(definition, known, content) : []
    const foreign = known ? known.unit.id !== unit.id : isForeign(one.unit)
    // A joint event stands in the sheets of all who took part; only who recorded it may change it.
    if (foreign && !(known && changes.length === 0))
      say(
        one.index,
        Math.max(0, unitAt),
        known ? '这条是其他单位记录的，请由该单位修改。' : '记录单位不是本单位，请核对。',
      )
    else if (known?.deleted) say(one.index, titleAt, '这条记录已在台账中删除，请先恢复，或删去本行。')
    if (errors.length > before) checked.wrong += 1
    else if (known && changes.length === 0) checked.same += 1
    else {
      checked.writes.push({ id, baseVersion: known?.version ?? 0, content })
      checked.touched.push({
        row: one.index + 1,
        title: content.title,
        day: content.day,
        state: known ? 'changed' : 'new',
        changes,
      })
    }
  }
  errors.sort((a, b) => a.row - b.row || a.cell.length - b.cell.length || (a.cell < b.cell ? -1 : 1))
  const { writes } = checked
  checked.digest = createHash('sha256')
    .update(canonicalJson({ campaign: campaign.digest, unit: unit.id, writes }))
    .digest('hex')
  return checked

  function isForeign(name: string): boolean {
    if (!name) return false
    const found = match(name)
    return !('code' in found && found.code === unit.code)
  }
}

interface Stored {
  byId: Map<string, StoredContent>
  byIdentity: Map<string, StoredContent>
  idOf: (content: ActivityContent) => string
  identityOf: (content: ActivityContent) => string
}

async function findStored(
  db: Connection,
  campaign: CampaignInForce,
  unit: { id: string; code: string },
  readings: Reading[],
): Promise<Stored> {
  const idOf = (content: ActivityContent) => v5(identityOf(unit.code, content), campaign.id)
  const found = await findContents(db, campaign.id, {
    ids: readings.flatMap((one) => [...(one.id ? [one.id] : []), idOf(one.content)]),
    unitId: unit.id,
    days: [...new Set(readings.flatMap((one) => (one.content.day ? [one.content.day] : [])))],
  })
  const byIdentity = new Map<string, StoredContent>()
  for (const one of found)
    if (one.unit.id === unit.id && !one.deleted) byIdentity.set(identityOf(unit.code, one.content), one)
  return {
    byId: new Map(found.map((one) => [one.id, one])),
    byIdentity,
    idOf,
    identityOf: (content) => identityOf(unit.code, content),
  }
}

/** The record that a row is: by its id, else the same event however it was entered, else an earlier import of it. */
function findKnown(row: Reading, stored: Stored): StoredContent | undefined {
  return (
    (row.id ? stored.byId.get(row.id) : undefined) ??
    stored.byIdentity.get(stored.identityOf(row.content)) ??
    stored.byId.get(stored.idOf(row.content))
  )
}

/** What makes two rows the same event of a unit. */
function identityOf(unit: string, content: ActivityContent): string {
  return JSON.stringify([
    unit,
    content.type,
    content.day,
    normalise(content.title),
    normalise(content.place ?? ''),
  ])
}
