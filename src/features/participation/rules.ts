/** What may be doubtful; the detail holds the figures of the sentence. */
export const flagKinds = ['crowded-address', 'many-units', 'fast-answers'] as const
export type FlagKind = (typeof flagKinds)[number]

/** Figures of each kind of flag. */
export interface FlagDetail {
  'crowded-address': { devices: number; minutes: number }
  'many-units': { units: number }
  'fast-answers': { questions: number; seconds: number }
}

export function sayFlag(kind: FlagKind, detail: FlagDetail[FlagKind]): string {
  const figure = detail as unknown as Record<string, number>
  if (kind === 'crowded-address')
    return `同一网络地址 ${figure.minutes} 分钟内有 ${figure.devices} 台新设备为同一单位参加。可能是集体组织，也可能是代刷。`
  if (kind === 'many-units') return `同一参与者一天内分别为 ${figure.units} 个单位参加。`
  return `${figure.questions} 道题 ${figure.seconds} 秒答完，比人读题还快。`
}

/** Characters that a quick reader takes in within a second. */
const readPerSecond = 25

/** No person reads that many characters in that time. */
export function isTooFast({ characters, ms }: { characters: number; ms: number }): boolean {
  return ms < (characters / readPerSecond) * 1000
}
