/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer, AttemptView } from '../contract.ts'
import { AnswerKeeper } from './answer-keeper.ts'
import { QuestionForm } from './question-form.tsx'
import { sayTimeLeft } from './say-time-left.ts'

export interface QuizProps {
  /** `/api/public/<campaign>/contests/<contest>/attempts/<attempt>`. */
  api: string
  attempt: AttemptView
  /** Where pictures of questions are. */
  pictures: string
}

/** An attempt under way: one question fills the screen; every answer is kept at once, here and at the server. */
export function Quiz({ api, attempt, pictures }: QuizProps) {
  const [answers, setAnswers] = useState<Record<string, Answer>>(attempt.answers)
  const [at, setAt] = useState(() => findFirstOpen(attempt))
  const [state, setState] = useState('')
  const [left, setLeft] = useState(attempt.leftMs)
  const [handingIn, setHandingIn] = useState(false)
  const [checking, setChecking] = useState(false)
  const keeper = useRef<AnswerKeeper | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    const kept = new AnswerKeeper(api, attempt.id, setState)
    keeper.current = kept
    setAnswers((known) => ({ ...known, ...kept.waiting() }))
    kept.flush()
    const online = () => kept.flush()
    addEventListener('online', online)
    return () => removeEventListener('online', online)
  }, [])

  useEffect(() => {
    if (attempt.leftMs === null) return
    const end = performance.now() + attempt.leftMs
    const timer = setInterval(() => {
      const now = Math.max(0, end - performance.now())
      setLeft(now)
      if (now === 0) {
        clearInterval(timer)
        void handIn()
      }
    }, 1_000)
    return () => clearInterval(timer)
  }, [])

  const question = attempt.questions[at]!
  const total = attempt.questions.length
  const unanswered = attempt.questions.filter((one) => !isAnswered(answers[String(one.place)]))

  function choose(given: Answer): void {
    setAnswers((known) => ({ ...known, [question.place]: given }))
    keeper.current?.keep(question.place, given)
  }

  function go(to: number): void {
    setChecking(false)
    setAt(to)
    heading.current?.focus()
  }

  async function handIn(): Promise<void> {
    setHandingIn(true)
    if (await keeper.current?.handIn()) location.reload()
    else setHandingIn(false)
  }

  return (
    <section class="card quiz">
      <div class="quiz-progress">
        <span>
          第 {at + 1} 题，共 {total} 题
        </span>
        {left !== null && (
          <span
            class={`digits${left < 60_000 ? ' quiz-hurry' : ''}`}
            role={left < 60_000 ? 'status' : undefined}
          >
            {sayTimeLeft(left)}
          </span>
        )}
      </div>
      <progress class="quiz-bar" max={total} value={total - unanswered.length} aria-label="已答题数" />
      {checking ? (
        <div class="quiz-check">
          <h1>{unanswered.length > 0 ? `还有 ${unanswered.length} 题没有答` : '全部答完了'}</h1>
          {unanswered.length > 0 && (
            <p class="quiz-places">
              {unanswered.map((one) => (
                <button class="button" type="button" key={one.place} onClick={() => go(one.place - 1)}>
                  第 {one.place} 题
                </button>
              ))}
            </p>
          )}
          <p class="quiet">交卷后答案不能再改，马上可以看到得分和解析。</p>
        </div>
      ) : (
        <QuestionForm
          key={question.place}
          question={question}
          answer={answers[String(question.place)]}
          onAnswer={choose}
          heading={heading}
          pictures={pictures}
        />
      )}
      <p class="quiz-state quiet" role="status">
        {state}
      </p>
      <div class="quiz-steps">
        <button
          class="button"
          type="button"
          disabled={at === 0 && !checking}
          onClick={() => (checking ? setChecking(false) : go(at - 1))}
        >
          上一题
        </button>
        {checking ? (
          <button
            class="button button-primary"
            type="button"
            disabled={handingIn}
            onClick={() => void handIn()}
          >
            {handingIn ? '正在交卷…' : '交卷'}
          </button>
        ) : (
          <button
            class="button button-primary"
            type="button"
            onClick={() => (at + 1 < total ? go(at + 1) : setChecking(true))}
          >
            {at + 1 < total ? '下一题' : '答完了'}
          </button>
        )}
      </div>
    </section>
  )
}

function findFirstOpen(attempt: AttemptView): number {
  const index = attempt.questions.findIndex((one) => !isAnswered(attempt.answers[String(one.place)]))
  return index === -1 ? attempt.questions.length - 1 : index
}

function isAnswered(answer: Answer | undefined): boolean {
  if (answer === undefined) return false
  return !Array.isArray(answer) || answer.some((one) => one !== '')
}
