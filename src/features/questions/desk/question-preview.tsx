import { urlOf } from '../../../platform/web/call-api.ts'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { showPictureToStaff } from '../picture-contract.ts'
import type { Question } from '../question.ts'
import { kindNames } from '../question.ts'
import { letterOf, tellAnswer } from '../rules.ts'

/** A question as it stands on a citizen's phone, with what is shown after the answer. */
export function QuestionPreview({ question }: { question: Question }) {
  const { key } = useCampaign()
  return (
    <section className="question-phone" aria-label="手机上的样子">
      <p className="quiet">{kindNames[question.kind]}</p>
      <p className="question-phone-stem">{question.stem}</p>
      {question.picture && key && (
        <img
          className="question-phone-picture"
          src={urlOf(showPictureToStaff, { campaign: key, file: question.picture.file })}
          alt={`图：${question.picture.alt}`}
        />
      )}
      {'options' in question && (
        <ul>
          {question.options.map((option, at) => (
            <li key={at}>
              {question.kind !== 'order' && <b>{letterOf(at)}</b>} {option}
            </li>
          ))}
        </ul>
      )}
      {question.kind === 'judge' && (
        <ul>
          <li>正确</li>
          <li>错误</li>
        </ul>
      )}
      <div className="question-phone-answer">
        <p>
          <b>答案：{tellAnswer(question)}</b>
        </p>
        <p>{question.explanation}</p>
        <p className="quiet">依据：{question.basis.join('、') || question.source}</p>
      </div>
    </section>
  )
}
