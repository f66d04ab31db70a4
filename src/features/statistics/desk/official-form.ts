import type { StatisticsTable } from '../../campaign/definition.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'

/** The campaign's official form; for one without it, its indicators by group. */
export function formOf(definition: CampaignInBrowser): StatisticsTable {
  if (definition.statistics) return definition.statistics
  const groups = [...new Set(definition.indicators.map((one) => one.group))]
  return {
    title: `${definition.title}统计表`,
    attachmentLabel: '',
    headings: ['活动项目', '内容要求', '进展情况'],
    headerFields: [],
    basis: '',
    purpose: '',
    groups: groups.map((key) => ({
      key,
      title: key,
      requirement: '',
      lines: definition.indicators
        .filter((one) => one.group === key)
        .map((one) => `${one.label}{${one.code}}${one.unit}`),
    })),
  }
}

/** A line of the form as its wording and its blanks, in order. */
export function splitLine(line: string): ({ text: string } | { code: string })[] {
  return line
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{.+\}$/.test(part) ? { code: part.slice(1, -1) } : { text: part }))
}

export function sayFigure(value: number | null | undefined): string {
  return value === null || value === undefined ? '空' : value.toLocaleString('zh-CN')
}
