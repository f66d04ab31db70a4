import { type SheetCell, writeSpreadsheet } from '../../../platform/server/documents/spreadsheet.ts'
import type { SimpleField } from '../../campaign/definition.ts'
import type { LiaisonEntry } from '../contract.ts'

/** One line a liaison; a unit without a report keeps its line, so that the gap is seen. */
export function writeDirectorySpreadsheet(
  title: string,
  fields: SimpleField[],
  entries: LiaisonEntry[],
): Promise<Uint8Array> {
  const heading = (value: string): SheetCell => ({ value, style: 'heading' })
  const labels = ['序号', '单位', ...fields.map((field) => field.label), '通信地址', '备注']
  const rows = entries.flatMap((entry) => {
    const people = entry.liaisons.length > 0 ? entry.liaisons : [{} as Record<string, string>]
    const remark = entry.standing === 'none' ? '未报' : entry.standing === 'returned' ? '退回修改中' : ''
    return people.map((person): SheetCell[] => [
      entry.name,
      ...fields.map((field) => person[field.key] ?? ''),
      entry.address ?? '',
      remark,
    ])
  })
  return writeSpreadsheet([
    {
      name: '联络员名录',
      landscape: true,
      widths: [6, 28, ...fields.map((field) => (field.type === 'email' ? 26 : 16)), 30, 12],
      freeze: { rows: 2, columns: 2 },
      heights: { 0: 36, 1: 22 },
      merges: [{ row: 0, column: 0, columns: labels.length }],
      rows: [
        labels.map((_, index): SheetCell => ({ value: index === 0 ? title : null, style: 'title' })),
        labels.map(heading),
        ...rows.map((row, index): SheetCell[] => [{ value: index + 1, style: 'centred' }, ...row]),
      ],
    },
  ])
}

/** vCard 3.0 (RFC 2426), which phones, Outlook and WeCom all read; one card a liaison. */
export function writeVcards(entries: LiaisonEntry[], role: string): string {
  return entries.flatMap((entry) => entry.liaisons.map((person) => writeCard(entry, person, role))).join('')
}

function writeCard(entry: LiaisonEntry, person: Record<string, string>, role: string): string {
  const name = escape(person.name ?? '')
  const has = (key: string) => person[key] !== undefined && person[key] !== ''
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${name}`,
    `N:${name};;;;`,
    `ORG:${escape(entry.name)}`,
    `ROLE:${escape(role)}`,
    ...(has('mobile') ? [`TEL;TYPE=CELL,VOICE:${escape(person.mobile!)}`] : []),
    ...(has('office-phone') ? [`TEL;TYPE=WORK,VOICE:${escape(person['office-phone']!)}`] : []),
    ...(has('fax') ? [`TEL;TYPE=WORK,FAX:${escape(person.fax!)}`] : []),
    ...(has('email') ? [`EMAIL;TYPE=INTERNET:${escape(person.email!)}`] : []),
    ...(entry.address ? [`ADR;TYPE=WORK:;;${escape(entry.address)};;;;`] : []),
    'END:VCARD',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function escape(text: string): string {
  return text.replaceAll(/[\\,;]/g, (one) => `\\${one}`).replaceAll(/\r?\n|\r/g, '\\n')
}

/** Lines of at most 75 octets, never cut inside a character. */
function fold(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const one of line) {
    if (Buffer.byteLength(part + one) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
    }
    part += one
  }
  return [...parts, part].join('\r\n ')
}
