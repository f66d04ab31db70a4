import type { Connection } from '../../../platform/server/database.ts'
import { type SheetCell, writeSpreadsheet } from '../../../platform/server/documents/spreadsheet.ts'
import { localOfInstant } from '../../../platform/shared/local-time.ts'
import type { CampaignInForce } from '../../campaign/server/find-campaign.ts'
import { describeEvents } from './describe-events.ts'
import type { ContestRow } from './queries.ts'

/** Every line of the log for the record, to the millisecond; what was taken back stays and is marked. */
export async function writeEventLog(
  db: Connection,
  campaign: CampaignInForce,
  contest: ContestRow,
): Promise<Uint8Array> {
  const { timeZone } = campaign.definition
  const heading = ['序号', '时间', '事项', '得分', '操作人', '状态']
  const rows = (await describeEvents(db, contest)).map((line): SheetCell[] => {
    const at = new Date(line.at)
    const { date, time } = localOfInstant(at, timeZone)
    return [
      { value: line.number, style: 'centred' },
      { value: `${date} ${time}.${line.at.slice(20, 23)}`, style: 'centred' },
      line.text,
      line.points,
      { value: line.by ?? '抢答器', style: 'centred' },
      { value: line.inForce ? '' : '已撤回', style: 'centred' },
    ]
  })
  return writeSpreadsheet([
    {
      name: '过程记录',
      widths: [7, 25, 70, 9, 14, 9],
      landscape: true,
      freeze: { rows: 2 },
      merges: [{ row: 0, column: 0, columns: heading.length }],
      heights: { 0: 34 },
      rows: [
        [{ value: `${contest.title}过程记录`, style: 'title' }],
        heading.map((value) => ({ value, style: 'heading' as const })),
        ...rows,
      ],
    },
  ])
}
