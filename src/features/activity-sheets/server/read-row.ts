import { shorten, textOf } from '../../../platform/server/documents/cell-text.ts'
import type { ReadCell } from '../../../platform/server/documents/read-spreadsheet.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import { measureNames } from '../../campaign/recording.ts'
import { type ActivityContent, activityContent } from '../../activities/contract.ts'
import { findActivityErrors } from '../../activities/rules.ts'
import { normalise } from '../../org/rules.ts'
import { readClock, readCount, readDay, readYes } from './read-values.ts'
import { type SheetColumn, type SheetField, findTypeByTitle } from '../rules.ts'

export interface RowReading {
  content: ActivityContent
  /** Fields that the sheet has a column for. */
  said: Set<SheetField>
  id: string | null
  unit: string
  errors: { column: number; message: string }[]
}

interface Setting {
  definition: CampaignDefinition
  columns: (SheetColumn | null)[]
  today: string
  match: (text: string) => { code: string } | { wrong: string }
}

/** What a row says, and everything that is wrong with it. */
export function readRow(cells: ReadCell[], { definition, columns, today, match }: Setting): RowReading {
  const errors: RowReading['errors'] = []
  const at = (field: SheetField) => columns.findIndex((one) => one?.field === field)
  const say = (field: SheetField, message: string) => errors.push({ column: at(field), message })
  const cell = (field: SheetField): ReadCell => cells[at(field)] ?? null
  const take = <T>(field: SheetField, reading: { value: T } | { wrong: string }, otherwise: T): T => {
    if ('value' in reading) return reading.value
    say(field, reading.wrong)
    return otherwise
  }
  const { recording } = definition
  const type = readType()
  const raw: ActivityContent = {
    type,
    title: textOf(cell('title')),
    day: take('day', readDay(cell('day'), { from: definition.startsOn, to: definition.endsOn }), ''),
    startTime: take('startTime', readClock(cell('startTime')), null),
    endTime: take('endTime', readClock(cell('endTime')), null),
    place: textOf(cell('place')) || null,
    latitude: null,
    longitude: null,
    partners: readPartners(),
    audience: readAudience(),
    dimensions: readDimensions(),
    sessions: null,
    participants: null,
    reach: null,
    quantity: null,
    narrative: textOf(cell('narrative')),
    files: [],
    isKey: take('isKey', readYes(cell('isKey')), false),
  }
  for (const name of measureNames) raw[name] = take(name, readCount(cell(name)), null)
  if ((raw.place?.length ?? 0) > 200) say('place', '不能超过 200 字。')
  for (const issue of activityContent.safeParse({ ...raw, day: raw.day || definition.startsOn }).error
    ?.issues ?? [])
    sayOnce(String(issue.path[0]), issue.message)
  // Rules read a whole record; what could not be read is not judged twice.
  for (const one of findActivityErrors({ ...raw, day: raw.day || definition.startsOn }, definition, today))
    sayOnce(one.path.split('.')[1]!, one.message)
  const id = textOf(cell('id')).toLowerCase()
  return {
    content: raw,
    said: new Set(columns.flatMap((one) => (one ? [one.field] : []))),
    id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null,
    unit: textOf(cell('unit')),
    errors,
  }

  function sayOnce(path: string, message: string): void {
    const field = (path === 'dimensions' ? 'dimension' : path) as SheetField
    const column = Math.max(0, at(field))
    if (!errors.some((one) => one.column === column)) errors.push({ column, message })
  }

  function readType(): string {
    const text = textOf(cell('type'))
    if (!text) {
      say('type', '请选择活动类型。')
      return ''
    }
    const { found, proposal } = findTypeByTitle(recording.activityTypes, text)
    if (!found)
      say(
        'type',
        proposal
          ? `没有“${shorten(text)}”这一类，是否指“${proposal.title}”？`
          : `没有“${shorten(text)}”这一类，请从下拉列表中选择。`,
      )
    return found?.key ?? ''
  }

  function readPartners(): string[] {
    const names = textOf(cell('partners'))
      .split(/[、,，;；\n]/)
      .map((one) => one.trim())
      .filter(Boolean)
    const found = names.map(match)
    const wrong = found.flatMap((one) => ('wrong' in one ? [one.wrong] : []))
    if (wrong.length > 0) say('partners', wrong.join(''))
    else if (names.length > 50) say('partners', '最多 50 个联合单位。')
    return [...new Set(found.flatMap((one) => ('code' in one ? [one.code] : [])))]
  }

  function readAudience(): string | null {
    const text = textOf(cell('audience'))
    if (!text) return null
    const found = recording.audiences.find((one) => normalise(one.label) === normalise(text))
    if (!found) say('audience', `没有“${shorten(text)}”这一项，请从下拉列表中选择。`)
    return found?.value ?? null
  }

  function readDimensions(): string[] {
    return columns.flatMap((column, index) => {
      if (column?.field !== 'dimension') return []
      const reading = readYes(cells[index])
      if ('wrong' in reading) errors.push({ column: index, message: reading.wrong })
      return 'value' in reading && reading.value ? [column.option!] : []
    })
  }
}
