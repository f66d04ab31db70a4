import { localOfInstant } from '../../../platform/shared/local-time.ts'

/** 「6月9日 10:35」 in the campaign's time zone. */
export function sayMinute(at: string, timeZone: string): string {
  const { date, time } = localOfInstant(new Date(at), timeZone)
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日 ${time.slice(0, 5)}`
}
