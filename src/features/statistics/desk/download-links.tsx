import { urlOf } from '../../../platform/web/call-api.ts'
import { statisticsCsv, statisticsDocx, statisticsPdf, statisticsXlsx } from '../contract.ts'

const files = [
  { route: statisticsDocx, label: 'Word' },
  { route: statisticsXlsx, label: 'Excel' },
  { route: statisticsPdf, label: 'PDF' },
  { route: statisticsCsv, label: 'CSV' },
]

/** The table as a file; the printed form is the official one. */
export function DownloadLinks({
  campaign,
  query,
}: {
  campaign: string
  query: {
    unit?: string | undefined
    own?: 'true' | undefined
    asOf?: string | undefined
    snapshot?: number
  }
}) {
  return (
    <span className="row no-print" role="group" aria-label="下载">
      <span className="quiet">下载</span>
      {files.map(({ route, label }) => (
        <a key={label} className="button button-small" href={urlOf(route, { campaign }, query)} download>
          {label}
        </a>
      ))}
    </span>
  )
}
