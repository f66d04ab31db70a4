import { useQueryClient } from '@tanstack/react-query'
import { urlOf } from '../../../platform/web/call-api.ts'
import { QueueBack } from '../../../platform/web/queue.tsx'
import { When } from '../../../platform/web/when.tsx'
import { type QuestionView, questionFilePath } from '../contract.ts'
import { AnswerEditor } from './answer-editor.tsx'
import { AssignForm } from './assign-form.tsx'
import { CloseForm } from './close-form.tsx'
import { FaqForm } from './faq-form.tsx'

interface Option {
  value: string
  label: string
}

/** One question: what was asked, whom it is for, the answer, and whether everybody may read it. */
export function QuestionSheet(props: {
  campaign: string
  fields: Option[]
  question: QuestionView
  onBack: () => void
}) {
  const { campaign, question, fields } = props
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries({ queryKey: ['consultations', campaign] })
  const parts = { campaign, question, onChanged: refresh }
  const { manage } = question.may
  const published = question.answers.filter((one) => one.publishedAt)
  return (
    <section className="stack queue-sheet consultations-sheet" aria-label="正在处理的问题">
      <QueueBack onBack={props.onBack} />
      <div className="card stack">
        <div>
          <h2>{question.title}</h2>
          <p className="quiet">
            {question.unit.name} · {question.signature ?? '匿名'} · <When at={question.askedAt} /> 提问 ·{' '}
            {question.mayPublish ? '同意公开' : '不同意公开'}
          </p>
        </div>
        <p className="consultations-text">{question.body}</p>
        {question.files.length > 0 && <QuestionFiles campaign={campaign} question={question} />}
      </div>
      {manage && <AssignForm {...parts} fields={fields} />}
      {question.state === 'closed' ? (
        <p className="notice notice-amber">不予答复：{question.closedReason}</p>
      ) : (
        <AnswerEditor {...parts} key={question.answers[0]?.writtenAt ?? 'new'} />
      )}
      {published.length > 1 && (
        <details className="card">
          <summary>以前的答复（{published.length - 1}）</summary>
          {published.slice(1).map((one) => (
            <div key={one.revision} className="consultations-former">
              <p className="quiet">
                第 {one.revision} 版，{one.writtenBy}，<When at={one.publishedAt!} /> 发布
              </p>
              <p className="consultations-text">{one.content}</p>
            </div>
          ))}
        </details>
      )}
      {manage && question.state === 'answered' && <FaqForm {...parts} key={question.faq?.at ?? 'none'} />}
      {manage && question.state !== 'answered' && <CloseForm {...parts} />}
    </section>
  )
}

function QuestionFiles({ campaign, question }: { campaign: string; question: QuestionView }) {
  const addressOf = (file: string) =>
    urlOf({ path: questionFilePath }, { campaign, question: question.id, file })
  return (
    <ul className="consultations-files">
      {question.files.map((file) => (
        <li key={file.id}>
          {file.kind === 'image' ? (
            <a href={addressOf(file.id)} target="_blank" rel="noreferrer">
              <img src={`${addressOf(file.id)}?size=small`} alt={file.name} loading="lazy" />
            </a>
          ) : file.kind === 'video' ? (
            <video controls preload="metadata" src={addressOf(file.id)} aria-label={file.name} />
          ) : (
            <a href={addressOf(file.id)}>{file.name}</a>
          )}
        </li>
      ))}
    </ul>
  )
}
