/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import { CallFailed, fetchJson } from '../../../platform/public/fetch-json.ts'
import { takePart } from '../../participants/public/take-part.ts'
import type { bookSession } from '../contract.ts'

export interface ShownSession {
  id: string
  title: string
  intro: string
  field: string
  expert: string
  unit: string
  /** 「6月18日 周六 15:00–16:30」 */
  when: string
  begun: boolean
  cancelled: boolean
  left: number
  booked: boolean
  /** Only for who has a seat. */
  link: string | null
}

export interface BookSessionProps {
  /** Address that a session's id follows. */
  base: string
  sessions: ShownSession[]
}

export function BookSession({ base, sessions }: BookSessionProps) {
  return (
    <ul class="plain-list">
      {sessions.map((one) => (
        <SessionCard key={one.id} base={base} session={one} />
      ))}
    </ul>
  )
}

function SessionCard({ base, session }: { base: string; session: ShownSession }) {
  const [seat, setSeat] = useState({ booked: session.booked, link: session.link, left: session.left })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function change(method: 'PUT' | 'DELETE'): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      const address = `${base}${session.id}/booking`
      setSeat(await takePart(() => fetchJson<typeof bookSession>(method as 'PUT', address)))
    } catch (error) {
      setProblem(error instanceof CallFailed ? error.message : '没有成功，请重试。')
    }
    setBusy(false)
  }
  return (
    <li class="card">
      <h2>{session.title}</h2>
      <p>
        <strong>{session.when}</strong>
      </p>
      <p class="quiet facts-line">
        {[session.expert, session.field, `${session.unit}主办`].join('\u00a0· ')}
      </p>
      {session.intro && <p class="consultation-text">{session.intro}</p>}
      {session.cancelled ? (
        <p class="note note-amber">这一场已经取消。</p>
      ) : (
        <>
          {seat.booked && seat.link && (
            <div class="note note-good">
              <p>您已约好这一场。</p>
              <p class="consultation-links">
                <a href={seat.link} rel="noreferrer">
                  进入会议
                </a>
                <a href={`${base}${session.id}/event.ics`}>加入手机日历</a>
              </p>
            </div>
          )}
          <div class="consultation-seat">
            {!session.begun && !seat.booked && (
              <button
                type="button"
                class="button button-primary"
                disabled={busy || seat.left === 0}
                onClick={() => void change('PUT')}
              >
                {seat.left === 0 ? '已约满' : '预约'}
              </button>
            )}
            {!session.begun && seat.booked && (
              <button type="button" class="button" disabled={busy} onClick={() => void change('DELETE')}>
                取消预约
              </button>
            )}
            <span class="quiet digits" role="status">
              {session.begun ? '已经开始' : `还有 ${seat.left} 个名额`}
            </span>
          </div>
        </>
      )}
      {problem && (
        <p class="field-error" role="alert">
          {problem}
        </p>
      )}
    </li>
  )
}
