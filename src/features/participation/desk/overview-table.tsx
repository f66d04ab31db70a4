import type { z } from 'zod'
import type { listParticipation } from '../contract.ts'
import { sayCounts } from './say-counts.ts'

type Overview = z.output<NonNullable<typeof listParticipation.reply>>

export function OverviewTable({
  channels,
  items,
  more,
}: {
  channels: Overview['channels']
  items: Overview['items']
  more: (() => void) | null
}) {
  return (
    <>
      <div
        className="card table-frame participation-frame"
        tabIndex={0}
        role="region"
        aria-label="网上参与，按单位和栏目"
      >
        <table className="table participation-table">
          <thead>
            <tr>
              <th scope="col">单位</th>
              {channels.map((one) => (
                <th scope="col" key={one.channel} className="digits">
                  {one.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className="participation-total">
              <th scope="row">合计</th>
              {channels.map((one) => (
                <td key={one.channel} className="digits">
                  {sayCounts(one)}
                </td>
              ))}
            </tr>
            {items.map(({ unit, channels: own }) => (
              <tr key={unit.code}>
                <th scope="row">{unit.name}</th>
                {channels.map(({ channel }) => {
                  const found = own.find((one) => one.channel === channel)
                  return (
                    <td key={channel} className="digits">
                      {found ? sayCounts(found) : ''}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <button type="button" className="button" onClick={more}>
          更多单位
        </button>
      )}
    </>
  )
}
