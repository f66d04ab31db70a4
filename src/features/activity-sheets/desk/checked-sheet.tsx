import { urlOf } from '../../../platform/web/call-api.ts'
import { type SheetCheckResult, downloadProblems } from '../contract.ts'
import { SheetOutcome, TouchedRows } from './sheet-outcome.tsx'

const words = {
  what: '活动',
  count: '条',
  unchanged: (same: string) => `已有 ${same} 条，未重复导入。`,
  bringIn: '导入',
}

/** What a sheet of activities would do, or what is wrong with it. */
export function CheckedSheet({
  address: { campaign, ...query },
  checked,
  busy,
  onImport,
}: {
  address: { campaign: string; unit: string; file: string }
  checked: SheetCheckResult
  busy: boolean
  onImport: (digest: string) => void
}) {
  const { added, changed, same, wrong } = checked
  return (
    <SheetOutcome
      name={checked.name}
      words={words}
      checked={checked}
      counts={[
        { label: '新增', value: added },
        { label: '修改', value: changed },
        { label: '已有，不重复导入', value: same },
        { label: '需要更正', value: wrong, isDanger: wrong > 0 },
      ]}
      notes={<LeftOut checked={checked} />}
      download={
        <a className="button button-small" href={urlOf(downloadProblems, { campaign }, query)} download>
          下载标出问题的表格
        </a>
      }
      busy={busy}
      onImport={onImport}
    >
      <TouchedRows
        caption="将要导入的记录"
        heads={['日期', '活动名称', '将会']}
        rows={listTouched(checked)}
        total={added + changed}
        count={words.count}
      />
    </SheetOutcome>
  )
}

function LeftOut({ checked }: { checked: SheetCheckResult }) {
  return (
    <>
      {checked.examples > 0 && <p className="quiet">示例 {checked.examples} 行不导入。</p>}
      {checked.ignored.length > 0 && (
        <p className="quiet">这些列不属于活动记录，不导入：{checked.ignored.join('、')}。</p>
      )}
    </>
  )
}

/** What is changed comes first: it wants to be looked at. */
function listTouched({ touched }: SheetCheckResult) {
  const shown = [
    ...touched.filter((one) => one.state === 'changed'),
    ...touched.filter((one) => one.state === 'new'),
  ]
  return shown.slice(0, 200).map((one) => ({
    row: one.row,
    cells: [
      one.day,
      one.title,
      one.state === 'new'
        ? '新增'
        : one.changes.map((change) => (
            <div key={change.heading}>
              {change.heading}：{change.before || '（空）'} → {change.after || '（空）'}
            </div>
          )),
    ],
  }))
}
