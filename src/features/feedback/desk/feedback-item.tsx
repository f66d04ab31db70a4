import { useId, useState } from 'react'
import { When } from '../../../platform/web/when.tsx'
import type { FeedbackView } from '../contract.ts'
import { FeedbackAnswer } from './feedback-answer.tsx'

/** One opinion with where it was written, how long it waits, and its answer or the form for one. */
export function FeedbackItem({ item }: { item: FeedbackView }) {
  const [answering, setAnswering] = useState(false)
  const heading = useId()
  return (
    <li>
      <article className="card stack" aria-labelledby={heading}>
        <div className="row-between">
          <h2 id={heading} className="feedback-item-title">
            {item.sentBy ?? '未登录的访客'} · <When at={item.sentAt} />
          </h2>
          <Waiting item={item} />
        </div>
        <p className="feedback-text">{item.content}</p>
        <p className="quiet">
          所在页面 {item.page} · 联系方式 {item.contact ?? '未留'} · 回执号 {item.receipt}
        </p>
        {item.answer !== null && (
          <div className="notice notice-green">
            <p className="quiet">
              {item.answeredBy ?? '办公室'} 答复{item.answeredAt && <>（{<When at={item.answeredAt} />}）</>}
            </p>
            <p className="feedback-text">{item.answer}</p>
          </div>
        )}
        {item.answer === null &&
          (answering ? (
            <FeedbackAnswer item={item} onCancel={() => setAnswering(false)} />
          ) : (
            <div>
              <button type="button" className="button" onClick={() => setAnswering(true)}>
                写答复
              </button>
            </div>
          ))}
      </article>
    </li>
  )
}

function Waiting({ item }: { item: FeedbackView }) {
  if (item.answer !== null) return <span className="feedback-done">✔ 已答复</span>
  const days = item.workingDaysOpen
  return (
    <span className={days >= 5 ? 'danger-text' : 'feedback-waiting'}>
      ◔ 待答复{days >= 1 ? `，已 ${days} 个工作日` : '，今天收到'}
    </span>
  )
}
