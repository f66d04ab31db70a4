import { Link } from '@tanstack/react-router'
import { readFileThumbnail } from '../../evidence/contract.ts'
import { urlOf } from '../../../platform/web/call-api.ts'
import { NumberHead } from '../../../platform/web/number-head.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { useUser } from '../../../platform/web/session.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { ActivityLine } from '../contract.ts'
import { findActivityType, sayMeasure } from '../rules.ts'
import { number, sayChoice, sayNumbers } from './say-activity.ts'

/** The ledger: rows on a desk, cards on a phone; the same list in both. */
export function LedgerTable({
  items,
  definition,
  showsUnits,
}: {
  items: ActivityLine[]
  definition: CampaignInBrowser
  showsUnits: boolean
}) {
  return (
    <div className="ledger-frame">
      <table className="table ledger-table">
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">
              <span className="visually-hidden">图片</span>
            </th>
            <th scope="col">活动</th>
            {showsUnits && <th scope="col">单位</th>}
            <th scope="col">地点</th>
            <NumberHead>场次</NumberHead>
            <NumberHead>人次</NumberHead>
            <NumberHead>其他</NumberHead>
          </tr>
        </thead>
        <tbody>
          {items.map((line) => (
            <Row key={line.id} line={line} definition={definition} showsUnits={showsUnits} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  line,
  definition,
  showsUnits,
}: {
  line: ActivityLine
  definition: CampaignInBrowser
  showsUnits: boolean
}) {
  const { grants } = useUser()
  // Where a column names the unit, it is said already.
  const hosted = !showsUnits && !grants.some((grant) => grant.unit.code === line.unit.code)
  const type = findActivityType(definition, line.type)
  const dimensions = definition.recording.dimension?.options ?? []
  const other = (['reach', 'quantity'] as const).flatMap((name) => {
    if (line[name] === null) return []
    const { label, unit } = sayMeasure(type, name)
    return `${label} ${number.format(line[name])} ${unit}`
  })
  return (
    <tr>
      <td className="ledger-day">{sayDay(line.day)}</td>
      <td className="ledger-picture">
        {line.picture && <img src={urlOf(readFileThumbnail, { file: line.picture })} alt="" loading="lazy" />}
        {line.files > 1 && <span className="ledger-count">{line.files}</span>}
      </td>
      <td className="ledger-title">
        <Link to="/activities/$activity" params={{ activity: line.id }}>
          {line.title}
        </Link>
        {line.isKey && <span className="key-mark">重要</span>}
        <span className="quiet ledger-type">
          {[
            type && type.title !== line.title ? type.title : '',
            ...line.dimensions.map((one) => sayChoice(dimensions, one)),
            hosted ? `${line.unit.name}主办` : '',
            line.partners.length > 0 ? `联合 ${line.partners.map((one) => one.name).join('、')}` : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="ledger-small">
          {[sayDay(line.day), showsUnits ? line.unit.name : '', line.place ?? '', sayNumbers(type, line)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </td>
      {showsUnits && <td className="ledger-unit">{line.unit.name}</td>}
      <td className="ledger-place">{line.place}</td>
      <td className="digits">{line.sessions === null ? '' : number.format(line.sessions)}</td>
      <td className="digits">{line.participants === null ? '' : number.format(line.participants)}</td>
      <td className="digits ledger-other">{other.join('；')}</td>
    </tr>
  )
}
