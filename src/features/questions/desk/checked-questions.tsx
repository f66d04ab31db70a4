import { SheetOutcome, TouchedRows } from '../../activity-sheets/desk/sheet-outcome.tsx'
import type { BankSheetCheck } from '../contract.ts'

const words = {
  what: '题目',
  count: '道',
  unchanged: (same: string) => `${same} 道题都没有变化，不用导入。`,
  bringIn: '导入并送审',
}

/** What a sheet of questions would do, or what is wrong with it. */
export function CheckedQuestions({
  name,
  checked,
  busy,
  onImport,
  onTakeAway,
}: {
  name: string
  checked: BankSheetCheck
  busy: boolean
  onImport: (digest: string) => void
  /** The sheet with its errors marked. */
  onTakeAway: () => void
}) {
  const { added, changed, same } = checked
  return (
    <SheetOutcome
      name={name}
      words={words}
      checked={checked}
      counts={[
        { label: '新增', value: added },
        { label: '修改', value: changed },
        { label: '没有变化', value: same },
      ]}
      download={
        <button type="button" className="button button-small" disabled={busy} onClick={onTakeAway}>
          下载标出问题的表格
        </button>
      }
      busy={busy}
      onImport={onImport}
    >
      <TouchedRows
        caption="将要送审的题目"
        heads={['代号', '题干', '将会']}
        rows={checked.touched.map((one) => ({
          row: one.row,
          cells: [one.key, one.stem, one.added ? '新增' : '修改'],
        }))}
        total={added + changed}
        count={words.count}
      />
    </SheetOutcome>
  )
}
