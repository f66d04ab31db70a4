import { Link } from '@tanstack/react-router'
import { EmptyState, Loading, useOnline } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { hurrySender } from './outbox/start-sending.ts'
import type { WaitingRecord } from './outbox/waiting-record.ts'
import { OutboxLine } from './outbox-line.tsx'
import { useOutbox } from './use-outbox.ts'
import './record.css'

/** 「待发送」: what is on this device and not yet on the server, with its state and what to do. */
export default function OutboxPage() {
  usePageTitle('待发送')
  const { own, others, failed } = useOutbox()
  const { definition } = useCampaign()
  const online = useOnline()
  if (failed) return <EmptyState title="这个浏览器不能在本机存东西（可能是无痕窗口），请换一个窗口。" />
  if (!own) return <Loading rows={4} />
  const parts: [string, WaitingRecord[]][] = [
    ['要处理的', own.filter((one) => one.state === 'failed' || one.state === 'conflict')],
    ['等待发送', own.filter((one) => one.state === 'waiting' || one.state === 'sending')],
    ['没存完的', own.filter((one) => one.state === 'draft')],
    ['今天已送达', own.filter((one) => one.state === 'sent').reverse()],
  ]
  const waiting = parts[1]![1]
  return (
    <div className="record">
      <div className="row-between">
        <h1>待发送</h1>
        <Link className="button button-primary" to="/activities/new">
          ＋ 记一次活动
        </Link>
      </div>
      <p className="quiet">
        记录先存在这台设备上，送到服务器后才计入台账。{online ? '' : '现在没有网络，联网后自动发送。'}
      </p>
      {waiting.length > 0 && online && (
        <button type="button" className="button" onClick={() => void hurrySender()}>
          现在发送
        </button>
      )}
      {parts.map(
        ([title, records]) =>
          records.length > 0 && (
            <section key={title} className="stack" aria-label={title}>
              <h2>
                {title} {records.length}
              </h2>
              <ul className="waiting-list">
                {records.map((record) => (
                  <OutboxLine key={record.id} record={record} definition={definition} online={online} />
                ))}
              </ul>
            </section>
          ),
      )}
      {own.length === 0 && <EmptyState title="没有等待发送的记录。" />}
      {others > 0 && (
        <p className="notice">
          这台设备上还有 {others} 条是其他账号记下的，由其本人登录后发送，不会以您的名义发出。
        </p>
      )}
    </div>
  )
}
