import type { RemarkRule } from '../campaign/recording.ts'

/** Metres between two points on a sphere of the earth's mean radius. */
export function measureDistance(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const radians = Math.PI / 180
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(b.longitude - a.longitude)
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)))
}

/**
 * Hours between a camera's clock (`YYYY-MM-DDThh:mm:ss`, local) and a local day; 0 within the day, null where the
 * camera wrote nothing usable.
 */
export function measureHoursFromDay(takenAt: string | null, day: string): number | null {
  if (!takenAt) return null
  const at = Date.parse(`${takenAt.slice(0, 19)}Z`)
  const start = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at) || Number.isNaN(start)) return null
  const end = start + 86_400_000
  if (at < start) return (start - at) / 3_600_000
  return at >= end ? (at - end) / 3_600_000 : 0
}

/** Half of the values are at most this; null for none. */
export function findMedian(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Fewer peers than this say nothing about what is usual. */
export const peersAtLeast = 8

export interface RemarkDetail {
  score?: number
  metres?: number
  hours?: number
  value?: number
  /** What the value is compared with: headcount, the peers' median, the number before. */
  against?: number
  label?: string
}

/** The definition's sentence, and the figures behind it. */
export function sayRemark(rule: Pick<RemarkRule, 'kind' | 'message'>, detail: RemarkDetail): string {
  const figures = sayFigures(rule.kind, detail)
  return figures ? `${rule.message}${figures}` : rule.message
}

function sayFigures(kind: RemarkRule['kind'], detail: RemarkDetail): string {
  const number = (value: number | undefined) => (value ?? 0).toLocaleString('zh-CN')
  switch (kind) {
    case 'similar-picture':
    case 'similar-text':
      return `相似度 ${Math.round((detail.score ?? 0) * 100)}%。`
    case 'far-picture':
      return `相距约 ${number(Math.max(1, Math.round((detail.metres ?? 0) / 1000)))} 公里。`
    case 'other-day-picture': {
      const hours = detail.hours ?? 0
      return hours < 48
        ? `相差约 ${Math.max(1, Math.round(hours))} 小时。`
        : `相差约 ${Math.round(hours / 24)} 天。`
    }
    case 'above-headcount':
      return `填报 ${number(detail.value)}，本单位 ${number(detail.against)} 人。`
    case 'outlier':
      return `填报 ${number(detail.value)}，同类单位同类活动的中位数为 ${number(detail.against)}。`
    case 'falling-figures':
      return `${detail.label ?? ''}：${number(detail.against)} → ${number(detail.value)}。`
    default:
      return ''
  }
}
