/** 0.834 → 「83.4%」 */
export function sayShare(share: number | null): string {
  return share === null ? '—' : `${Math.round(share * 1000) / 10}%`
}
