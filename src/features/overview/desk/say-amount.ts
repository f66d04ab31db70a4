import type { Amount } from '../contract.ts'

/** 「26 条记录，参与 1,230 人次」 */
export function sayAmount(amount: Amount): string {
  const records = `${amount.records.toLocaleString('zh-CN')} 条记录`
  return amount.participants === null
    ? records
    : `${records}，参与 ${amount.participants.toLocaleString('zh-CN')} 人次`
}
