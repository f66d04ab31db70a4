import { Link } from '@tanstack/react-router'
import { isUnsent } from './outbox/waiting-record.ts'
import { useOutbox } from './use-outbox.ts'
import './record-entry.css'

/** The big button on a home: always in reach of the thumb, with what still waits on this device. */
export function RecordEntry() {
  const { own } = useOutbox()
  const unsent = own?.filter(isUnsent).length ?? 0
  const draft = own?.some((one) => one.state === 'draft' && one.baseVersion === 0) ?? false
  return (
    <div className="record-entry no-print">
      <Link to="/activities/new" className="button button-primary record-entry-button">
        ＋ 记一次活动
      </Link>
      {(unsent > 0 || draft) && (
        <p>
          {unsent > 0 && <Link to="/activities/waiting">{unsent} 条还没送达</Link>}
          {unsent > 0 && draft && ' · '}
          {draft && <Link to="/activities/new">有 1 条没存完</Link>}
        </p>
      )}
    </div>
  )
}
