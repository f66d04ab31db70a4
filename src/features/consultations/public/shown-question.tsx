/** @jsxImportSource preact */

export interface ShownQuestion {
  title: string
  body: string
  state: 'open' | 'answered' | 'closed'
  stateWord: string
  day: string
  answer: { content: string; day: string; revised: boolean } | null
  closedReason: string | null
}

const noteOf = { open: '', answered: 'note-good', closed: 'note-amber' } as const

export function ShownQuestionCard({ question }: { question: ShownQuestion }) {
  return (
    <article class="card">
      <h2>{question.title}</h2>
      <p class="quiet">{question.day}提问</p>
      <p class="consultation-text">{question.body}</p>
      <p class={`note ${noteOf[question.state]}`}>
        {question.stateWord}
        {question.closedReason && `：${question.closedReason}`}
      </p>
      {question.answer && (
        <>
          <h3>专家答</h3>
          <p class="consultation-text">{question.answer.content}</p>
          <p class="quiet">
            {question.answer.day}
            {question.answer.revised ? '修订' : '答复'}
          </p>
        </>
      )}
    </article>
  )
}
