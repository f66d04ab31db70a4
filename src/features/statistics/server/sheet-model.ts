import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignDefinition, StatisticsTable } from '../../campaign/definition.ts'
import type { Standing, StatisticsView } from '../contract.ts'
import { countCoverage } from '../rules.ts'
import type { Table, TableUnit } from './build-table.ts'

export const standingNames: Record<Standing, string> = {
  'on-time': '按时',
  late: '逾期',
  missing: '未报',
  exempted: '免报',
  returned: '退回',
}

/** The official form with its brackets filled, as Word, Excel and PDF print it. */
export interface SheetModel {
  title: string
  attachmentLabel: string
  /** 填报单位, 联系人, 电话 and 填报日期; on two lines when one is too narrow. */
  headerLines: string[]
  headings: readonly string[]
  groups: { title: string; requirement: string; lines: string[] }[]
  /** Who is in the figures, who is not, and as of when. */
  coverageLines: string[]
  /** Short form of the last, for every page's foot. */
  footer: string
  fileName: string
}

export interface SheetInput {
  definition: CampaignDefinition
  unit: { code: string; name: string }
  table: Table
  contact: StatisticsView['contact']
  snapshot: { number: number; digest: string } | null
}

export function describeSheet(input: SheetInput): SheetModel {
  const { definition, unit, table, contact, snapshot } = input
  const form = definition.statistics ?? formFromIndicators(definition)
  const values = new Map(table.totals.map((one) => [one.code, one.value]))
  const at = localOfInstant(table.asOf, definition.timeZone)
  const day = sayDate(at.date)
  const upTo = `数据截至${day}${at.time.slice(0, 5)}`
  const published = snapshot ? `快照第${snapshot.number}号` : '未发布的实时数据'
  const header: [RegExp, string][] = [
    [/单位/, unit.name],
    [/电话/, contact?.phone ?? ''],
    [/联系人|填报人/, contact?.name ?? ''],
    [/日期/, day],
  ]
  return {
    title: form.title,
    attachmentLabel: form.attachmentLabel,
    headerLines: layHeader(
      form.headerFields.map(
        (label) => `${label}：${header.find(([pattern]) => pattern.test(label))?.[1] || '　　'}`,
      ),
    ),
    headings: form.headings,
    groups: form.groups.map((group) => ({
      title: group.title,
      requirement: group.requirement,
      lines: group.lines.map((line) => fillLine(line, values)),
    })),
    coverageLines: [
      ...sayCoverage(table.units, unit),
      `${upTo}；${published}${snapshot ? `，校验码 ${snapshot.digest.slice(0, 16)}` : ''}。`,
    ],
    footer: `${upTo} · ${published}`,
    fileName: `${unit.name}${form.title}${at.date.replaceAll('-', '')}${snapshot ? `（快照第${snapshot.number}号）` : ''}`,
  }
}

/** Characters of 10.5 points between the margins are 42; fonts that stand in for the named one are wider. */
const headerWidth = 38

function layHeader(fields: string[]): string[] {
  const widthOf = (text: string) =>
    [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 255 ? 1 : 0.55), 0)
  const left = headerWidth - fields.reduce((sum, field) => sum + widthOf(field), 0)
  const gap = Math.floor(left / Math.max(1, fields.length - 1))
  if (gap >= 1) return [fields.join('　'.repeat(gap))]
  return [fields.slice(0, 2).join('　　'), fields.slice(2).join('　　')].filter((line) => line !== '')
}

/** `{code}` becomes `(12)`; a blank stays the form's empty bracket, which is not a zero. */
function fillLine(line: string, values: Map<string, number | null>): string {
  return line.replaceAll(/\{([^{}]+)\}/g, (_, code: string) => `(${values.get(code) ?? '  '})`)
}

function sayDate(date: string): string {
  const [year, month, day] = date.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}

function sayCoverage(units: TableUnit[], unit: { code: string }): string[] {
  if (units.length === 1 && units[0]!.code === unit.code) {
    const only = units[0]!
    const source = only.periodTitle ? `数据来自${only.periodTitle}，` : '尚无数据，'
    return [`${source}最近一期报送：${standingNames[only.standing]}。`]
  }
  const { expected, included, onTime, late, missing, returned, exempted } = countCoverage(units)
  const names = (list: TableUnit[]) => list.map((one) => one.name).join('、')
  const earlier = units.filter((one) => one.submissionId && /missing|returned|exempted/.test(one.standing))
  const part = (label: string, list: TableUnit[]) =>
    list.length > 0 ? [`${label}（${list.length}个）：${names(list)}。`] : []
  return [
    `汇总范围：应报${expected}个单位，数据计入${included}个单位。最近一期按时${onTime}个、逾期${late}个、未报${missing}个、退回${returned}个${exempted > 0 ? `，另有免报${exempted}个` : ''}。`,
    ...part(
      '已计入',
      units.filter((one) => one.submissionId),
    ),
    ...part('其中最近一期未报、退回或免报，按前期数据计入', earlier),
    ...part(
      '未计入',
      units.filter((one) => !one.submissionId),
    ),
  ]
}

/** For a campaign whose definition has figures but no official form. */
function formFromIndicators(definition: CampaignDefinition): StatisticsTable {
  const groups = [...new Set(definition.indicators.map((one) => one.group))]
  return {
    title: `${definition.title}统计表`,
    attachmentLabel: '',
    headings: ['活动项目', '内容要求', '进展情况'],
    headerFields: ['填报单位（盖章）', '联系人', '电话', '填报日期'],
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
