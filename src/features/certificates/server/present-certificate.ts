import type { CertificateInput } from '../../../platform/server/documents/certificate.ts'
import { maskName } from '../../../platform/shared/mask-name.ts'
import { channelKeys } from '../../campaign/public-part.ts'
import { sayCode } from '../rules.ts'
import { drawPath, readStrokes, signatureBox } from '../signature.ts'
import type { CertificateRow } from './queries.ts'

const shortText = 100

/** What its holder gets, on paper and as a picture. */
export function presentSheet(row: CertificateRow, checkUrl: string): CertificateInput {
  // Who signs a pledge signs; who passed a contest is named.
  const label = row.channel.startsWith(channelKeys.contest('')) ? '姓名' : '签名'
  return {
    title: row.title,
    holder:
      row.strokes === null
        ? { label, name: row.holder ?? '' }
        : { label, signature: drawSignature(row.strokes) },
    lines: row.lines,
    short: row.lines.join('').length <= shortText,
    facts: row.facts as { label: string; value: string }[],
    date: sayDate(row.day),
    issuer: row.issuer,
    code: sayCode(row.code),
    checkUrl,
  }
}

/** What everybody may see who has the code. */
export function presentCheck(row: CertificateRow) {
  return {
    code: row.code,
    title: row.title,
    holder: row.holder === null ? null : maskName(row.holder),
    drawn: row.strokes !== null,
    unit: { code: row.unit_code, name: row.unit_name },
    day: row.day,
    issuer: row.issuer,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
  }
}

/** 2022-06-15 → 2022年6月15日 */
export function sayDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

function drawSignature(strokes: string): string {
  const { width, height } = signatureBox
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="${drawPath(readStrokes(strokes) ?? [])}" fill="none" stroke="#111" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}
