import type { Readable } from 'node:stream'
import type { Connection } from '../../../platform/server/database.ts'
import { streamZip } from '../../../platform/server/documents/stream-zip.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { createPathRegister, safeName } from '../../evidence/server/evidence-zip-paths.ts'
import { wallClock } from '../../evidence/server/evidence-zip.ts'
import { readClean } from '../../evidence/server/read-clean.ts'
import { type EntryRow, listFiles } from './queries.ts'

/** A folder for each selected entry: its words, its pictures, its video without the place. */
export async function streamSelected(
  db: Connection,
  storage: Storage,
  rows: EntryRow[],
  timeZone: string,
): Promise<Readable> {
  const files = await listFiles(
    db,
    rows.map((row) => row.id),
  )
  const takePath = createPathRegister()
  return streamZip(6, async (append) => {
    for (const [index, row] of rows.entries()) {
      const date = wallClock(row.submitted_at, timeZone)
      const folder = `${String(index + 1).padStart(3, '0')}-${safeName(row.title)}`
      const words = Buffer.from(`\ufeff${describe(row)}`)
      await append(words, { name: takePath(folder, '作品.txt'), date, store: false })
      for (const file of files.filter((one) => one.entry_id === row.id)) {
        const content = file.kind === 'video' ? await readClean(storage, file) : storage.read(file.sha256)
        await append(content, { name: takePath(folder, file.name), date, store: true })
      }
    }
  })
}

function describe(row: EntryRow): string {
  const lines = [
    row.title,
    row.body,
    `单位：${row.unit_name}`,
    `署名：${row.signature ?? '无'}`,
    `入选理由：${row.selected_reason}`,
  ]
  return lines.filter(Boolean).join('\r\n')
}
