import { createHash } from 'node:crypto'
import { v5 } from 'uuid'
import { type UnitScope, withinScope } from '../../../platform/server/access.ts'
import type { Connection } from '../../../platform/server/database.ts'
import { textOf } from '../../../platform/server/documents/cell-text.ts'
import { columnName } from '../../../platform/server/documents/spreadsheet.ts'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { ActivityContent } from '../../activities/contract.ts'
import { type StoredContent, findContents } from '../../activities/server/read-contents.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { normalise } from '../../org/rules.ts'
import type { CellError, SheetCheckResult } from '../contract.ts'
import { isExample } from '../rules.ts'
import { findChanges, keepUnsaid } from './compare-records.ts'
import { createNameMatcher } from './match-names.ts'
import type { RecordSheet } from './open-sheet.ts'
import { type RowReading, readRow } from './read-row.ts'

export interface RowsChecked {
  /** Everything an import would write. */
  writes: { id: string; unitId: string; baseVersion: number; content: ActivityContent }[]
  touched: SheetCheckResult['touched']
  errors: CellError[]
  rows: number
  same: number
  wrong: number
  examples: number
  digest: string
}

export interface SheetUnit {
  id: string
  code: string
  name: string
}

interface Reading extends RowReading {
  index: number
  /** Null for one outside the scope. */
  owner: SheetUnit | null
}

/**
 * Reads all rows and finds what each would do; writes nothing. Rows are of the unit that the sheet was uploaded for, or
 * of one below it that they name.
 */
export async function checkRows(
  db: Connection,
  campaign: CampaignInForce,
  scope: UnitScope,
  unit: SheetUnit,
  sheet: RecordSheet,
  now: Date,
): Promise<RowsChecked> {
  const { definition } = campaign
  const match = await createNameMatcher(db)
  const today = localOfInstant(now, definition.timeZone).date
  const titleAt = sheet.columns.findIndex((one) => one?.field === 'title')
  const unitAt = sheet.columns.findIndex((one) => one?.field === 'unit')
  const real = sheet.rows.filter((row) => !isExample(textOf(row.cells[titleAt])))
  const within = await listUnitsWithin(db, scope)
  const readings: Reading[] = real.map((row) => {
    const reading = readRow(row.cells, { definition, columns: sheet.columns, today, match })
    const named = reading.unit ? match(reading.unit) : unit
    if ('wrong' in named) reading.errors.push({ column: Math.max(0, unitAt), message: named.wrong })
    const owner = 'code' in named ? (within.get(named.code) ?? null) : unit
    return { index: row.index, owner, ...reading }
  })
  const stored = await findStored(db, campaign, readings)
  releaseCopies(readings, stored)
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
    const id = known?.id ?? idOf(campaign, one.owner ?? unit, one.content)
    const twin = rowOf.get(id)
    if (one.errors.length === 0 && twin !== undefined)
      say(
        one.index,
        titleAt,
        one.id
          ? `与第 ${twin + 1} 行的编号相同。如是另一次活动，请清空这一行的编号，否则请删去一行。`
          : `与第 ${twin + 1} 行是同一次活动（类型、日期、名称、地点都相同），请删去一行。`,
      )
    rowOf.set(id, twin ?? one.index)
    // Who recorded an event does not stand among its partners.
    const owner = known?.unit ?? one.owner ?? unit
    one.content.partners = one.content.partners.filter((code) => code !== owner.code)
    const content = known ? keepUnsaid(one, known.content) : one.content
    const changes = known ? findChanges(definition, known, content) : []
    const foreign = known ? !within.has(known.unit.code) : one.owner === null
    const atUnit = (message: string) => say(one.index, Math.max(0, unitAt), message)
    // A joint event stands in the sheets of all who took part; only who recorded it may change it.
    if (foreign && !(known && changes.length === 0))
      atUnit(known ? '这条是其他单位记录的，请由该单位修改。' : '这个单位不在您填报的范围内，请核对。')
    else if (known && !foreign && one.unit && one.owner?.code !== known.unit.code)
      atUnit(`这条是${known.unit.name}记录的，记录单位不能改。`)
    else if (known?.deleted) say(one.index, titleAt, '这条记录已在台账中删除，请先恢复，或删去本行。')
    if (errors.length > before) checked.wrong += 1
    else if (known && changes.length === 0) checked.same += 1
    else {
      checked.writes.push({ id, unitId: owner.id, baseVersion: known?.version ?? 0, content })
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
}

/** Units that rows may be of, by code. */
async function listUnitsWithin(db: Connection, scope: UnitScope): Promise<Map<string, SheetUnit>> {
  const rows = await db
    .selectFrom('org_unit as u')
    .where(withinScope(scope, 'u'))
    .select(['u.id', 'u.code', 'u.name'])
    .execute()
  return new Map(rows.map((row) => [row.code, row]))
}

interface Stored {
  byId: Map<string, StoredContent>
  byIdentity: Map<string, StoredContent>
  idOf: (row: Reading) => string
}

async function findStored(db: Connection, campaign: CampaignInForce, readings: Reading[]): Promise<Stored> {
  const mine = readings.filter((one) => one.owner !== null)
  const ids = mine.map((one) => idOf(campaign, one.owner!, one.content))
  const found = await findContents(db, campaign.id, {
    ids: [...readings.flatMap((one) => (one.id ? [one.id] : [])), ...ids],
    unitIds: [...new Set(mine.map((one) => one.owner!.id))],
    days: [...new Set(readings.flatMap((one) => (one.content.day ? [one.content.day] : [])))],
  })
  const byIdentity = new Map<string, StoredContent>()
  for (const one of found) if (!one.deleted) byIdentity.set(identityOf(one.unit.code, one.content), one)
  return {
    byId: new Map(found.map((one) => [one.id, one])),
    byIdentity,
    idOf: (row) => (row.owner ? idOf(campaign, row.owner, row.content) : ''),
  }
}

/**
 * A row that was copied to write another event carries the number of the first: the one that still is that event keeps
 * it, the copies are new.
 */
function releaseCopies(readings: Reading[], stored: Stored): void {
  const groups = new Map<string, Reading[]>()
  for (const one of readings) if (one.id) groups.set(one.id, [...(groups.get(one.id) ?? []), one])
  for (const [id, group] of groups) {
    const record = stored.byId.get(id)
    if (group.length < 2 || !record) continue
    const identity = identityOf(record.unit.code, record.content)
    const originals = group.filter((one) => one.owner && identityOf(one.owner.code, one.content) === identity)
    if (originals.length === 1) for (const one of group) if (one !== originals[0]) one.id = null
  }
}

/** The record that a row is: by its id, else the same event however it was entered, else an earlier import of it. */
function findKnown(row: Reading, stored: Stored): StoredContent | undefined {
  const numbered = row.id ? stored.byId.get(row.id) : undefined
  if (numbered || !row.owner) return numbered
  return stored.byIdentity.get(identityOf(row.owner.code, row.content)) ?? stored.byId.get(stored.idOf(row))
}

function idOf(campaign: CampaignInForce, owner: SheetUnit, content: ActivityContent): string {
  return v5(identityOf(owner.code, content), campaign.id)
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
