import { useState } from 'react'
import { v7 } from 'uuid'
import { callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { type Question, kindNames } from '../../questions/question.ts'
import { type QuestionFilter, pickLiveQuestions } from '../contract.ts'
import { showAnswer } from '../present-question.ts'
import type { LiveSetup, RoundSetup } from '../setup.ts'
import { QuestionFilters } from './question-filters.tsx'
import { QuestionSearch } from './question-search.tsx'

/** The questions of a round: drawn by chance from the bank, or chosen one by one; some may be kept in reserve. */
export function RoundQuestions({
  campaign,
  round,
  setup,
  onChange,
}: {
  campaign: string
  round: RoundSetup
  setup: LiveSetup
  onChange: (patch: Pick<RoundSetup, 'questions'>) => void
}) {
  const [choosing, setChoosing] = useState(false)
  const [filter, setFilter] = useState<QuestionFilter>({})
  const [take, setTake] = useState('4')
  const taken = setup.rounds.flatMap((one) => one.questions.map(({ question }) => question.key))
  const { questions } = round
  const add = (items: Question[]) =>
    onChange({
      questions: [...questions, ...items.map((question) => ({ id: v7(), spare: false, question }))],
    })

  async function draw(): Promise<void> {
    const wanted = Math.max(1, Math.min(100, Number(take) || 1))
    try {
      const { items } = await callApi(pickLiveQuestions, {
        params: { campaign },
        body: { ...filter, take: wanted, without: taken },
      })
      add(items)
      if (items.length < wanted) notify(`符合条件的题只有 ${items.length} 道。`, { kind: 'problem' })
    } catch (error) {
      notify((error as Error).message, { kind: 'problem' })
    }
  }

  const asked = questions.filter((one) => !one.spare).length
  return (
    <div className="stack">
      <h3>
        题目 {asked} 道{questions.length > asked && `，备用 ${questions.length - asked} 道`}
      </h3>
      <div className="live-draw">
        <QuestionFilters campaign={campaign} filter={filter} onChange={setFilter} />
        <label>
          <span className="field-label">题数</span>
          <input
            className="input digits"
            inputMode="numeric"
            value={take}
            onChange={(event) => setTake(event.target.value.replace(/\D/g, '').slice(0, 3))}
          />
        </label>
        <button type="button" className="button" onClick={() => void draw()}>
          随机抽题
        </button>
        <button type="button" className="button" onClick={() => setChoosing(true)}>
          逐题挑选
        </button>
      </div>
      {questions.length > 0 && (
        <ol className="live-questions">
          {questions.map((one) => (
            <li key={one.id}>
              <div>
                {one.question.stem}
                <div className="quiet">
                  {kindNames[one.question.kind]}，难度 {one.question.difficulty}，
                  {one.question.picture && '有图，'}答案 {showAnswer(one.question).short}
                  {one.spare && <strong>（备用）</strong>}
                </div>
              </div>
              <div className="row">
                <button
                  type="button"
                  className="link-button"
                  onClick={() =>
                    onChange({
                      questions: questions.map((other) =>
                        other.id === one.id ? { ...other, spare: !other.spare } : other,
                      ),
                    })
                  }
                >
                  {one.spare ? '改为正题' : '作备用'}
                </button>
                <button
                  type="button"
                  className="link-button"
                  onClick={() => onChange({ questions: questions.filter((other) => other.id !== one.id) })}
                >
                  去掉
                </button>
              </div>
            </li>
          ))}
        </ol>
      )}
      {choosing && (
        <Dialog title={`挑选题目：${round.title}`} onClose={() => setChoosing(false)}>
          <QuestionSearch campaign={campaign} taken={taken} onAdd={(question) => add([question])} />
        </Dialog>
      )}
    </div>
  )
}
