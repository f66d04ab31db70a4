/** @jsxImportSource preact */
import type { ExplainedQuestion } from '../contract.ts'
import { sayAnswer } from '../say-answer.ts'

/** A question after it was graded: what one gave, what was right, why, and where it stands. */
export function Explained({ question, laws }: { question: ExplainedQuestion; laws: string }) {
  return (
    <article class={`explained ${question.right ? 'explained-right' : 'explained-wrong'}`}>
      <p class="explained-sign">{question.right ? '✔ 答对了' : '✕ 答错了'}</p>
      <h3>
        {question.place}. {question.stem.replaceAll('____', '（　　）')}
      </h3>
      {question.options.length > 0 && (
        <ol class="explained-options" type="A">
          {question.options.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
      )}
      <dl>
        <dt>你的答案</dt>
        <dd>{sayAnswer(question)}</dd>
        {!question.right && (
          <>
            <dt>正确答案</dt>
            <dd>{question.rightAnswer}</dd>
          </>
        )}
        <dt>解析</dt>
        <dd>{question.explanation}</dd>
        <dt>依据</dt>
        <dd>
          {question.basis.map((basis) => (
            <a class="explained-basis" key={basis} href={`${laws}?basis=${encodeURIComponent(basis)}`}>
              {basis}
            </a>
          ))}
          {question.source}
        </dd>
      </dl>
    </article>
  )
}
