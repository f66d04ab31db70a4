import { When } from '../../../platform/web/when.tsx'

export function DeletedNotice({
  what,
  at,
  restore,
}: {
  what: string
  at: string
  restore?: (() => void) | undefined
}) {
  return (
    <div className="notice row">
      <span>
        {what}已于 <When at={at} /> 删除，不计入统计。
      </span>
      {restore && (
        <button type="button" className="button button-small" onClick={restore}>
          恢复
        </button>
      )}
    </div>
  )
}
