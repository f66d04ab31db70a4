import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { useFilters } from '../../clippings/desk/use-filters.ts'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { Filters, SearchFilter, SelectFilter } from '../../../platform/web/filters.tsx'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type QuestionLine, exportBank, listBanks, listQuestions } from '../contract.ts'
import { type Question, kindNames } from '../question.ts'
import { difficultyNames, questionStates, stateNames } from '../rules.ts'
import '../../clippings/desk/media.css'
import './questions.css'

type Name = 'q' | 'bank' | 'kind' | 'tag' | 'difficulty' | 'state'

/** All questions of the campaign; those that wait for a second person first to hand. */
export default function QuestionsPage() {
  usePageTitle('题库')
  const campaign = useCampaign()
  const { filters, set, clear } = useFilters<Name>('/questions')
  const params = { campaign: campaign.key! }
  const banks = useQuery({
    queryKey: ['question-banks', campaign.key],
    queryFn: () => callApi(listBanks, { params }),
    enabled: campaign.key !== undefined,
  })
  const { query, items, first } = usePages({
    queryKey: ['questions', campaign.key, filters],
    read: (cursor) => callApi(listQuestions, { params, query: { ...filters, cursor, limit: 50 } as never }),
    enabled: campaign.key !== undefined,
    keepsOld: true,
  })
  const error = campaign.error ?? banks.error ?? (first ? null : query.error)
  const waiting = banks.data?.items.reduce((sum, one) => sum + one.review, 0) ?? 0
  const tags = Object.assign(
    {},
    ...(banks.data?.items ?? [])
      .filter((one) => !filters.bank || one.key === filters.bank)
      .map((one) => one.tags),
  ) as Record<string, string>
  const choices = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <div className="stack">
      <div className="row-between">
        <h1>题库</h1>
        <div className="row no-print">
          {filters.bank && campaign.key && (
            <a className="button" href={urlOf(exportBank, params, { bank: filters.bank })} download>
              导出这个题库
            </a>
          )}
          <Link className="button" to={'/questions/import' as never}>
            导入表格
          </Link>
          <Link className="button button-primary" to={'/questions/new' as never}>
            ＋ 写一道题
          </Link>
        </div>
      </div>
      {waiting > 0 && filters.state !== 'review' && (
        <div className="notice notice-accent row-between">
          <span>有 {waiting} 道题待审，须由改题人以外的同事审核。</span>
          <button type="button" className="button button-small" onClick={() => set({ state: 'review' })}>
            看待审的
          </button>
        </div>
      )}
      <Filters onClear={Object.keys(filters).length > 0 ? clear : undefined}>
        <SelectFilter
          label="题库"
          value={filters.bank}
          options={(banks.data?.items ?? []).map((one) => ({ value: one.key, label: one.title }))}
          onChange={(bank) => set({ bank, tag: '' })}
        />
        <SelectFilter
          label="题型"
          value={filters.kind}
          options={choices(kindNames)}
          onChange={(kind) => set({ kind })}
        />
        <SelectFilter
          label="标签"
          value={filters.tag}
          options={choices(tags)}
          onChange={(tag) => set({ tag })}
        />
        <SelectFilter
          label="难度"
          value={filters.difficulty}
          options={difficultyNames.map((label, at) => ({ value: String(at + 1), label }))}
          onChange={(difficulty) => set({ difficulty })}
        />
        <SelectFilter
          label="状态"
          value={filters.state}
          options={questionStates.map((value) => ({ value, label: stateNames[value] }))}
          onChange={(state) => set({ state })}
        />
        <SearchFilter value={filters.q} placeholder="题干、代号" onSearch={(q) => set({ q })} />
      </Filters>
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !first ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <EmptyState title={Object.keys(filters).length > 0 ? '没有符合条件的题。' : '题库里还没有题。'} />
      ) : (
        <section aria-label="题目">
          <p className="quiet">共 {first.total} 道</p>
          <ul className="card media-list">
            {items.map((one) => (
              <Line key={`${one.key} ${one.version}`} one={one} />
            ))}
          </ul>
        </section>
      )}
      <MoreButton query={query}>更多</MoreButton>
    </div>
  )
}

function Line({ one }: { one: QuestionLine }) {
  return (
    <li className="question-line">
      <span className="question-state">{stateNames[one.state]}</span>
      <div>
        <Link
          className="question-stem"
          to={'/questions/$question' as never}
          params={{ question: one.key } as never}
        >
          {one.stem}
        </Link>
        <div className="row quiet">
          <span>{kindNames[one.kind as Question['kind']]}</span>
          <span>{difficultyNames[one.difficulty - 1]}</span>
          <span>第 {one.version} 版</span>
          <span>{one.author ?? '随活动文件夹'}</span>
        </div>
      </div>
    </li>
  )
}
