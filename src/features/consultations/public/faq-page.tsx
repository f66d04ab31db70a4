/** @jsxImportSource preact */
import { ShareLinks } from '../../portal/public/share-links.tsx'

export interface FaqProps {
  base: string
  id: string
  consultation: string
  title: string
  field: string
  day: string
  question: string
  answer: string
}

export function FaqPage({ base, id, consultation, title, field, day, question, answer }: FaqProps) {
  return (
    <>
      <article class="card">
        <p>
          <a href={base}>{consultation}</a>
        </p>
        <h1>{title}</h1>
        <p class="quiet">
          {field} · {day}公开
        </p>
        <h2>问</h2>
        <p class="consultation-text">{question}</p>
        <h2>专家答</h2>
        <p class="consultation-text">{answer}</p>
        <p class="quiet">答复供参考；遇到紧急情况，请立即撤离并拨打 119、120 或 110。</p>
      </article>
      <ShareLinks page={`${base}/faq/${id}`} />
    </>
  )
}
