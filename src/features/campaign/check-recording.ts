import type { CampaignDefinition } from './definition.ts'
import { listAskedMeasures, listCounters } from './recording.ts'

export interface CheckFinding {
  where: string
  message: string
}

/** The ledger's part: every count points to an indicator, nothing counts twice, what is counted is also asked. */
export function checkRecording(definition: CampaignDefinition): CheckFinding[] {
  const { recording } = definition
  const findings: CheckFinding[] = []
  const say = (message: string) => findings.push({ where: 'recording.yaml', message })
  const codes = new Set(definition.indicators.map((one) => one.code))
  const groups = new Set(definition.statistics?.groups.map((one) => one.key))
  for (const [counter, counts] of listCounters(definition)) {
    for (const one of counts) if (!codes.has(one.indicator)) say(`${counter}：指标“${one.indicator}”不存在。`)
    for (const code of repeated(counts.map((one) => one.indicator)))
      say(`${counter}：指标“${code}”计了两次。`)
  }
  for (const key of repeated(recording.activityTypes.map((one) => one.key)))
    say(`活动类型“${key}”出现了两次。`)
  for (const title of repeated(recording.activityTypes.map((one) => one.title)))
    say(`两种活动都叫“${title}”，记录时无法区分。`)
  for (const type of recording.activityTypes) {
    if (!groups.has(type.group)) say(`活动类型“${type.title}”：统计表没有分组“${type.group}”。`)
    if (listAskedMeasures(type).includes('quantity') && !type.quantityUnit)
      say(`活动类型“${type.title}”要填数量，但没有写数量的单位（quantityUnit）。`)
  }
  for (const [what, key] of [
    ['keyTask', recording.keyTask],
    ['cases.task', recording.cases?.task],
  ] as const)
    if (key && !definition.tasks.some((task) => task.key === key)) say(`${what}：任务“${key}”不存在。`)
  for (const key of repeated(recording.remarks.map((one) => one.key))) say(`提示规则“${key}”出现了两次。`)
  return findings
}

export function checkMap(definition: CampaignDefinition): CheckFinding[] {
  const units = new Set(definition.units.map((unit) => unit.code))
  return [
    ...definition.map
      .filter((tile) => !units.has(tile.unit))
      .map((tile) => ({ where: 'map.yaml', message: `单位“${tile.unit}”不在名录中。` })),
    ...repeated(definition.map.map((tile) => tile.unit)).map((code) => ({
      where: 'map.yaml',
      message: `单位“${code}”放了两次。`,
    })),
    ...repeated(definition.map.map((tile) => `第 ${tile.row} 行第 ${tile.column} 列`)).map((place) => ({
      where: 'map.yaml',
      message: `${place}放了两个单位。`,
    })),
  ]
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
