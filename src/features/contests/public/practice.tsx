/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import { fetchJson } from '../../../platform/public/fetch-json.ts'
import type { Answer, ExplainedQuestion, ShownQuestion, explainPractice } from '../contract.ts'
import { Explained } from './explained.tsx'
import { QuestionForm } from './question-form.tsx'

export interface PracticeProps {
  api: string
  base: string
  laws: string
  pictures: string
  token: string
  questions: ShownQuestion[]
}

/** A paper to learn from: each question is explained as soon as it is answered; nothing is kept. */
export function Practice({ api, base, laws, pictures, token, questions }: PracticeProps) {
  const [at, setAt] = useState(0)
  const [given, setGiven] = useState<Answer>()
  const [explained, setExplained] = useState<ExplainedQuestion | null>(null)
  const [right, setRight] = useState(0)
  const [wrong, setWrong] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const question = questions[at]

  async function explain(): Promise<void> {
    if (given === undefined) return
    setWrong('')
    try {
      const body = { token, place: at + 1, answer: given }
      const told = await fetchJson<typeof explainPractice>('POST', `${api}/practice/answers`, body)
      setExplained(told)
      if (told.right) setRight(right + 1)
    } catch (error) {
      setWrong((error as Error).message)
    }
  }

  function goOn(): void {
    setAt(at + 1)
    setGiven(undefined)
    setExplained(null)
    heading.current?.focus()
  }

  if (!question)
    return (
      <section class="card">
        <h1>练完了</h1>
        <p>
          {questions.length} 题中答对 {right} 题。
        </p>
        <div class="contest-actions">
          <a class="button" href={`${base}/practice`}>
            再练一套
          </a>
          <a class="button button-primary" href={base}>
            去答题
          </a>
        </div>
      </section>
    )
  return (
    <section class="card quiz">
      <div class="quiz-progress">
        <span>
          练习 第 {at + 1} 题，共 {questions.length} 题
        </span>
        <span class="digits">答对 {right} 题</span>
      </div>
      <progress class="quiz-bar" max={questions.length} value={at} aria-label="练习进度" />
      {explained ? (
        <div role="status">
          <Explained question={explained} laws={laws} />
        </div>
      ) : (
        <QuestionForm
          key={question.place}
          question={question}
          answer={given}
          onAnswer={setGiven}
          heading={heading}
          pictures={pictures}
        />
      )}
      <p class="quiz-state error-note" role="alert">
        {wrong}
      </p>
      <div class="quiz-steps">
        <a class="button" href={base}>
          结束练习
        </a>
        {explained ? (
          <button class="button button-primary" type="button" onClick={goOn}>
            {at + 1 < questions.length ? '下一题' : '看结果'}
          </button>
        ) : (
          <button
            class="button button-primary"
            type="button"
            disabled={given === undefined}
            onClick={() => void explain()}
          >
            看解析
          </button>
        )}
      </div>
    </section>
  )
}
