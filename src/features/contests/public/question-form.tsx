/** @jsxImportSource preact */
import type { Ref } from 'preact'
import type { Answer, ShownQuestion } from '../contract.ts'

export interface QuestionFormProps {
  question: ShownQuestion
  answer: Answer | undefined
  onAnswer: (answer: Answer) => void
  heading?: Ref<HTMLHeadingElement>
  /** Where pictures of questions are. */
  pictures: string
  disabled?: boolean
}

const hints: Record<ShownQuestion['kind'], string> = {
  single: '单选题',
  multiple: '多选题，可能不止一个正确',
  judge: '判断题',
  blank: '填空题',
  order: '排序题，按先后顺序点选',
}

/** One question with its ways to answer; options are large enough for a thumb. */
export function QuestionForm({ question, answer, onAnswer, heading, pictures, disabled }: QuestionFormProps) {
  const { kind, place, options } = question
  const chosen = asNumbers(answer)
  return (
    <fieldset class="question" disabled={disabled}>
      <legend>
        <span class="quiet">
          {hints[kind]}（{question.points} 分）
        </span>
        <h1 class="question-stem" tabIndex={-1} {...(heading ? { ref: heading } : {})}>
          {question.stem.replaceAll('____', '（　　）')}
        </h1>
      </legend>
      {question.picture && (
        <img
          class="question-picture"
          src={`${pictures}/${question.picture.file}`}
          alt={question.picture.alt}
          width={240}
          height={240}
        />
      )}
      {kind === 'judge' && (
        <Choices
          type="radio"
          name={`q${place}`}
          options={['对', '错']}
          chosen={answer === undefined ? [] : [answer === true ? 1 : 2]}
          onChoose={(number) => onAnswer(number === 1)}
        />
      )}
      {kind === 'single' && (
        <Choices
          type="radio"
          name={`q${place}`}
          letters
          options={options}
          chosen={chosen}
          onChoose={(number) => onAnswer([number])}
        />
      )}
      {kind === 'multiple' && (
        <Choices
          type="checkbox"
          name={`q${place}`}
          letters
          options={options}
          chosen={chosen}
          onChoose={(number) => onAnswer(toggle(chosen, number))}
        />
      )}
      {kind === 'order' && <OrderChoices options={options} chosen={chosen} onChange={onAnswer} />}
      {kind === 'blank' && <Blanks question={question} answer={answer} onAnswer={onAnswer} />}
    </fieldset>
  )
}

function Choices(props: {
  type: 'radio' | 'checkbox'
  name: string
  letters?: boolean
  options: string[]
  chosen: number[]
  onChoose: (number: number) => void
}) {
  return (
    <div class="choices">
      {props.options.map((text, index) => (
        <label class="choice" key={text}>
          <input
            type={props.type}
            name={props.name}
            checked={props.chosen.includes(index + 1)}
            onChange={() => props.onChoose(index + 1)}
          />
          <span>
            {props.letters ? `${letterOf(index)}. ` : ''}
            {text}
          </span>
        </label>
      ))}
    </div>
  )
}

/** Tapped one after the other; tapping again takes one and all after it back. */
function OrderChoices(props: { options: string[]; chosen: number[]; onChange: (chosen: number[]) => void }) {
  return (
    <div class="choices">
      {props.options.map((text, index) => {
        const at = props.chosen.indexOf(index + 1)
        return (
          <button
            class="choice"
            type="button"
            key={text}
            aria-pressed={at !== -1}
            onClick={() =>
              props.onChange(at === -1 ? [...props.chosen, index + 1] : props.chosen.slice(0, at))
            }
          >
            <span class="choice-number digits">{at === -1 ? '' : at + 1}</span>
            <span>
              {letterOf(index)}. {text}
            </span>
          </button>
        )
      })}
    </div>
  )
}

function Blanks({ question, answer, onAnswer }: Pick<QuestionFormProps, 'question' | 'answer' | 'onAnswer'>) {
  const count = question.stem.split('____').length - 1
  const texts = Array.from({ length: count }, (_, index) =>
    Array.isArray(answer) ? String(answer[index] ?? '') : '',
  )
  return (
    <div class="choices">
      {texts.map((text, index) => (
        <div class="field" key={index}>
          <label for={`q${question.place}-${index}`}>{count > 1 ? `第 ${index + 1} 空` : '填写答案'}</label>
          <input
            id={`q${question.place}-${index}`}
            type="text"
            maxLength={60}
            autocomplete="off"
            value={text}
            onChange={(event) => {
              const { value } = event.currentTarget
              onAnswer(texts.map((one, other) => (other === index ? value : one)))
            }}
          />
        </div>
      ))}
    </div>
  )
}

function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

function asNumbers(answer: Answer | undefined): number[] {
  return Array.isArray(answer) ? answer.map(Number) : []
}

function toggle(chosen: number[], number: number): number[] {
  const next = chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen, number]
  return next.sort((a, b) => a - b)
}
