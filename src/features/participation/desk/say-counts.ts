/** 「1 场，1,204 人次」; a dash when everything was taken back. */
export function sayCounts(of: { sessions: number; people: number; quantity: number }): string {
  const parts = [
    [of.sessions, '场'],
    [of.people, '人次'],
    [of.quantity, '条'],
  ] as const
  const said = parts
    .filter(([value]) => value !== 0)
    .map(([value, unit]) => `${value.toLocaleString('zh-CN')} ${unit}`)
  return said.join('，') || '—'
}
