/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import { BookSession, type BookSessionProps } from './book-session.tsx'

export function SessionsPage(props: { base: string; consultation: string; booking: BookSessionProps }) {
  return (
    <>
      <section class="card">
        <p>
          <a href={props.base}>{props.consultation}</a>
        </p>
        <h1>线上会诊</h1>
        <p>约好名额后，这里会出现会议链接，也可以把时间加进手机日历。</p>
        {props.booking.sessions.length === 0 && <p class="note">近期没有安排线上会诊，可以先留言提问。</p>}
      </section>
      {props.booking.sessions.length > 0 && (
        <Island name="book-session" view={BookSession} props={props.booking} />
      )}
    </>
  )
}
