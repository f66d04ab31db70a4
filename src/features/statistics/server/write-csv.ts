import type { Readable } from 'node:stream'
import { type CsvCell, csvStream } from '../../../platform/server/documents/csv.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignDefinition } from '../../campaign/definition.ts'
import type { Table } from './build-table.ts'
import { standingNames } from './sheet-model.ts'

/** One line a unit and the total last; the second line holds the stable indicator codes. */
export function writeStatisticsCsv(definition: CampaignDefinition, table: Table): Readable {
  const indicators = new Map(definition.indicators.map((one) => [one.code, one]))
  const sayInstant = (instant: Date) => {
    const { date, time } = localOfInstant(instant, definition.timeZone)
    return `${date} ${time}`
  }
  function* rows(): Generator<CsvCell[]> {
    yield [
      '单位代码',
      '单位',
      '最近一期',
      '数据来自',
      '报送时间',
      ...table.codes.map((code) => {
        const one = indicators.get(code)
        return one ? `${one.label}（${one.unit}）` : code
      }),
    ]
    yield ['code', 'name', 'standing', 'period', 'submittedAt', ...table.codes]
    for (const unit of table.units) {
      yield [
        unit.code,
        unit.name,
        standingNames[unit.standing],
        unit.periodTitle,
        unit.submittedAt ? sayInstant(new Date(unit.submittedAt)) : null,
        ...table.codes.map((_, index) => unit.values?.[index] ?? null),
      ]
    }
    yield ['', '合计', '', '', sayInstant(table.asOf), ...table.totals.map((one) => one.value)]
  }
  return csvStream(rows())
}
