/** @jsxImportSource preact */
import { Island } from '../../../platform/public/island.tsx'
import { ReceiptForm, type ReceiptFormProps } from './receipt-form.tsx'
import { type ShownQuestion, ShownQuestionCard } from './shown-question.tsx'

export interface OwnQuestionsProps {
  base: string
  consultation: string
  questions: (ShownQuestion & { id: string })[]
  receipt: ReceiptFormProps
}

/** What this device asked, and a way to find an answer by its receipt. */
export function OwnQuestionsPage({ base, consultation, questions, receipt }: OwnQuestionsProps) {
  return (
    <>
      <section class="card">
        <p>
          <a href={base}>{consultation}</a>
        </p>
        <h1>我的提问</h1>
        {questions.length === 0 && <p>这台设备还没有提过问。在别的手机上提的，可以用回执号查。</p>}
      </section>
      {questions.map((one) => (
        <ShownQuestionCard key={one.id} question={one} />
      ))}
      <Island name="receipt-form" view={ReceiptForm} props={receipt} />
    </>
  )
}
