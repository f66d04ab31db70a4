import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { ChoiceButtons } from '../../../platform/web/choice-buttons.tsx'
import { KeysHelp } from '../../../platform/web/keys-help.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { Queue, QueueSearch } from '../../../platform/web/queue.tsx'
import { useAddress } from '../../../platform/web/use-address.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { useQueue } from '../../../platform/web/use-queue.ts'
import { When } from '../../../platform/web/when.tsx'
import { listQuestions } from '../contract.ts'
import type { QuestionState } from '../rules.ts'
import { QuestionSheet } from './question-sheet.tsx'

const states: [QuestionState, string][] = [
  ['open', '待答复'],
  ['answered', '已答复'],
  ['closed', '不答复'],
]
const keys = [
  { keys: ['j'], does: '下一个' },
  { keys: ['k'], does: '上一个' },
  { keys: ['/'], does: '查找' },
]

type Search = { state?: QuestionState; field?: string; q?: string; open?: string }

export function QuestionsDesk(props: { campaign: string; consultations: ConsultationDefinition[] }) {
  const { campaign, consultations } = props
  const { search, show } = useAddress<Search>('/consultations', { replaces: true })
  const { state = 'open', field, q, open } = search
  const filter = { state, field, q }
  const { query, items, first } = usePages({
    queryKey: ['consultations', campaign, 'questions', filter],
    read: (cursor) => callApi(listQuestions, { params: { campaign }, query: { ...filter, cursor } }),
    keepsOld: true,
  })
  const ids = items.map((one) => one.id)
  const { at } = useQueue(ids, open, (id) => show({ open: id }))
  const current = items[at]
  if (query.error && !first) return <ProblemState error={query.error} retry={() => void query.refetch()} />
  if (!first) return <Loading rows={10} />
  const fields = consultations.flatMap((one) => one.fields)
  const labelOf = (value: string) => fields.find((one) => one.value === value)?.label ?? value
  return (
    <div className="stack queue-page" data-open={open !== undefined}>
      <div className="row queue-tools queue-only">
        <ChoiceButtons
          label="状态"
          choices={states}
          counts={first.counts}
          value={state}
          onChoose={(next) => show({ state: next, open: '' })}
        />
        <select
          className="input"
          aria-label="领域"
          value={field ?? ''}
          onChange={(event) => show({ field: event.target.value, open: '' })}
        >
          <option value="">全部领域</option>
          {fields.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
        <QueueSearch
          label="查找问题"
          placeholder="标题或内容"
          value={q}
          onSearch={(text) => show({ q: text, open: '' })}
        />
        <KeysHelp keys={keys} />
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={
            state !== 'open' || q || field
              ? '没有符合条件的问题。'
              : first.may.manage
                ? '没有等待答复的问题。'
                : '没有分派给您的问题。'
          }
        />
      ) : (
        <div className="queue-desk">
          <Queue
            label="问题清单"
            items={items}
            current={current?.id}
            onOpen={(id) => show({ open: id })}
            more={query}
          >
            {(one) => (
              <>
                <strong>{one.title}</strong>
                <span className="quiet">
                  {labelOf(one.field)} · {one.unit.name} · <When at={one.askedAt} />
                </span>
                <span className={one.expert ? 'quiet' : 'consultations-unassigned'}>
                  {one.expert ? one.expert.name : '未分派'}
                  {one.answers[0] && !one.answers[0].publishedAt && ' · 有草稿'}
                  {one.faq && ' · 已公开'}
                </span>
              </>
            )}
          </Queue>
          {current && (
            <QuestionSheet
              key={current.id}
              campaign={campaign}
              fields={consultations.find((one) => one.key === current.consultation)?.fields ?? []}
              question={current}
              onBack={() => show({ open: '' })}
            />
          )}
        </div>
      )}
    </div>
  )
}
