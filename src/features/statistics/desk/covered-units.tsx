import { Link } from '@tanstack/react-router'
import { When } from '../../../platform/web/when.tsx'
import type { StatisticsView } from '../contract.ts'
import { standingWords } from './standing-words.ts'

/** Unit by unit: how its newest report stands and which report's figures count. */
export function CoveredUnits({ units }: { units: StatisticsView['units'] }) {
  return (
    <div className="table-frame covered">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">最近一期</th>
            <th scope="col">计入的是</th>
            <th scope="col" className="covered-when">
              报送时间
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => {
            const { sign, word, tone } = standingWords[unit.standing]
            return (
              <tr key={unit.code}>
                <td>
                  <Link to="/units/$unit" params={{ unit: unit.code }}>
                    {unit.name}
                  </Link>
                </td>
                <td className={`covered-standing tone-${tone}`}>
                  <span aria-hidden="true">{sign}</span> {word}
                </td>
                <td>
                  {unit.submissionId ? (
                    <>
                      <Link to="/submissions/$submission" params={{ submission: unit.submissionId }}>
                        {unit.periodTitle}
                      </Link>
                      {!unit.accepted && <span className="quiet">（未审）</span>}
                    </>
                  ) : (
                    <span className="quiet">还没有数字</span>
                  )}
                </td>
                <td className="covered-when">{unit.submittedAt && <When at={unit.submittedAt} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
