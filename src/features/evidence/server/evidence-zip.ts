import type { Readable } from 'node:stream'
import { byteOrderMark, csvLine } from '../../../platform/server/documents/csv.ts'
import { streamZip } from '../../../platform/server/documents/stream-zip.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { Storage } from '../../../platform/server/storage.ts'
import { createPathRegister, safeFileName, safeName } from './evidence-zip-paths.ts'
import type { EvidenceRow } from './evidence-zip-queries.ts'
import { cleanKey, mayTellPlace, readClean } from './read-clean.ts'

export interface ZipEntry {
  path: string
  /** `none`: tells a place, and no copy without it can be given. */
  content: 'original' | 'clean' | 'none'
  row: EvidenceRow
}

/** Folders `01-<unit>/<period>/` in the rows' order; `useOriginal` says whose files keep their camera data. */
export function arrangeEntries(rows: EvidenceRow[], useOriginal: (row: EvidenceRow) => boolean): ZipEntry[] {
  const order = new Map<string, number>()
  for (const row of rows) if (!order.has(row.unit_id)) order.set(row.unit_id, order.size + 1)
  const digits = Math.max(2, String(order.size).length)
  const takePath = createPathRegister()
  return rows.map((row) => {
    const number = String(order.get(row.unit_id)).padStart(digits, '0')
    const folder = `${number}-${safeName(row.unit_name)}/${safeName(row.period_title)}`
    const original = useOriginal(row) || !mayTellPlace(row)
    const content = original ? 'original' : row.has_clean_copy ? 'clean' : 'none'
    return { path: takePath(folder, safeFileName(row.name)), content, row }
  })
}

/** Media are stored as they are, since they do not shrink; the catalogue comes last. */
export function streamEvidence(storage: Storage, entries: ZipEntry[], timeZone: string): Readable {
  return streamZip(6, async (append) => {
    const lines = [csvLine(catalogueHeadings)]
    for (const { path, content, row } of entries) {
      const there = await storage.has(content === 'clean' ? cleanKey(row) : row.sha256)
      const remark = content === 'none' ? withheldRemark : there ? '' : missingRemark
      lines.push(csvLine(describeEntry(path, row, remark, timeZone)))
      if (remark) continue
      await append(content === 'clean' ? await readClean(storage, row) : storage.read(row.sha256), {
        name: path,
        date: wallClock(row.uploaded_at, timeZone),
        store: row.kind !== 'document',
      })
    }
    const date = wallClock(entries.at(-1)?.row.submitted_at ?? new Date(0), timeZone)
    await append(Buffer.from(byteOrderMark + lines.join('')), { name: '目录.csv', date, store: false })
  })
}

const missingRemark = '文件缺失，未能打包'
const withheldRemark = '带有拍摄位置等信息，仅上传单位和审核单位可取'
const catalogueHeadings = ['路径', '单位', '期次', '报送时间', '回执号', '原文件名', '字节', '类型', '备注']

/** Times in a zip have no zone; programs show them as they are. */
export function wallClock(instant: Date, timeZone: string): Date {
  const { date, time } = localOfInstant(instant, timeZone)
  return new Date(`${date}T${time}Z`)
}

function describeEntry(path: string, row: EvidenceRow, remark: string, timeZone: string) {
  const { date, time } = localOfInstant(row.submitted_at, timeZone)
  return [
    path,
    row.unit_name,
    row.period_title,
    `${date} ${time}`,
    row.receipt,
    row.name,
    row.size,
    row.media_type,
    remark,
  ]
}
