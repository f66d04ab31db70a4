import { useQuery } from '@tanstack/react-query'
import { callApi } from '../../../platform/web/call-api.ts'
import { kindNames } from '../../questions/question.ts'
import { type QuestionFilter, listLiveQuestions } from '../contract.ts'

/** Bank, tag, kind and difficulty. */
export function QuestionFilters({
  campaign,
  filter,
  onChange,
}: {
  campaign: string
  filter: QuestionFilter
  onChange: (filter: QuestionFilter) => void
}) {
  const query = useQuery({
    queryKey: ['live-questions', campaign, 'labels'],
    queryFn: () => callApi(listLiveQuestions, { params: { campaign }, query: { limit: 1 } }),
    staleTime: 300_000,
  })
  const banks = query.data?.banks ?? []
  const tags = new Map(
    banks
      .filter((bank) => filter.bank === undefined || bank.key === filter.bank)
      .flatMap((bank) => Object.entries(bank.tags)),
  )
  const select = (
    name: 'bank' | 'tag' | 'kind' | 'difficulty',
    label: string,
    options: [string, string][],
  ) => (
    <label>
      <span className="field-label">{label}</span>
      <select
        className="input"
        value={String(filter[name] ?? '')}
        onChange={(event) => {
          const { value } = event.target
          onChange({
            ...filter,
            // A tag belongs to its bank.
            ...(name === 'bank' ? { tag: undefined } : {}),
            [name]: value === '' ? undefined : name === 'difficulty' ? Number(value) : value,
          })
        }}
      >
        <option value="">不限</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      {select(
        'bank',
        '题库',
        banks.map((bank) => [bank.key, bank.title]),
      )}
      {select('tag', '内容', [...tags])}
      {select('kind', '题型', Object.entries(kindNames))}
      {select('difficulty', '难度', [
        ['1', '容易'],
        ['2', '中等'],
        ['3', '较难'],
      ])}
    </>
  )
}
