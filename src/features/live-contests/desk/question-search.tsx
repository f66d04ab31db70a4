import { useDeferredValue, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type Question, kindNames } from '../../questions/question.ts'
import { type QuestionFilter, listLiveQuestions } from '../contract.ts'
import { showAnswer, showQuestion } from '../present-question.ts'
import { QuestionFilters } from './question-filters.tsx'

/** The bank, to choose from one by one; what is in the contest already says so. */
export function QuestionSearch({
  campaign,
  taken,
  onAdd,
}: {
  campaign: string
  taken: string[]
  onAdd: (question: Question) => void
}) {
  const [filter, setFilter] = useState<QuestionFilter>({})
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { query, items, first } = usePages({
    queryKey: ['live-questions', campaign, filter, q],
    read: (cursor) =>
      callApi(listLiveQuestions, {
        params: { campaign },
        query: { ...filter, ...(q ? { q } : {}), cursor, limit: 30 },
      }),
    keepsOld: true,
  })
  return (
    <div className="stack">
      <div className="live-draw">
        <label>
          <span className="field-label">题干中的字</span>
          <input
            className="input"
            type="search"
            value={typed}
            data-first-focus
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <QuestionFilters campaign={campaign} filter={filter} onChange={setFilter} />
      </div>
      {query.error ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={6} />
      ) : items.length === 0 ? (
        <EmptyState title="没有符合条件的题。" />
      ) : (
        <ul className="live-questions">
          {items.map((one) => (
            <li key={one.key}>
              <div>
                {one.stem}
                <div className="quiet">
                  {kindNames[one.kind]}，难度 {one.difficulty}，{one.picture && '有图，'}
                  {showQuestion(one).options.join(' / ')}
                  {'　'}答案 {showAnswer(one).short}
                </div>
              </div>
              {taken.includes(one.key) ? (
                <span className="quiet">已选</span>
              ) : (
                <button type="button" className="button button-small" onClick={() => onAdd(one)}>
                  选用
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <MoreButton query={query}>更多题目</MoreButton>
    </div>
  )
}
