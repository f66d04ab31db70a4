import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ConsultationDefinition } from '../../campaign/public-part.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { KeysDialog } from '../../../platform/web/keys-dialog.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { useKeys } from '../../../platform/web/use-keys.ts'
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
  { keys: ['?'], does: '看这张表' },
]

type Search = { state?: QuestionState; field?: string; q?: string; open?: string }

export function QuestionsDesk(props: { campaign: string; consultations: ConsultationDefinition[] }) {
  const { campaign, consultations } = props
  const navigate = useNavigate()
  const { state = 'open', field, q, open: openId } = useSearch({ strict: false }) as Search
  const [helping, setHelping] = useState(false)
  const filter = { state, field, q }
  const found = useInfiniteQuery({
    queryKey: ['consultations', campaign, 'questions', filter],
    queryFn: ({ pageParam }) =>
      callApi(listQuestions, { params: { campaign }, query: { ...filter, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const at = Math.max(
    0,
    items.findIndex((one) => one.id === openId),
  )
  const current = items[at]
  function show(change: Search): void {
    const next = Object.entries({ state, field, q, ...change }).filter(([, value]) => value)
    void navigate({
      to: '/consultations',
      search: Object.fromEntries(next) as never,
      resetScroll: false,
      replace: true,
    })
  }
  function step(by: 1 | -1): void {
    const next = items[at + by]
    if (next) show({ open: next.id })
    document.getElementById(`question-${(next ?? current)?.id}`)?.focus()
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    '/': () => document.getElementById('questions-search')?.focus(),
    '?': () => setHelping(true),
  })
  if (found.error && !found.data)
    return <ProblemState error={found.error} retry={() => void found.refetch()} />
  const first = found.data?.pages[0]
  if (!first) return <Loading rows={10} />
  const fields = consultations.flatMap((one) => one.fields)
  const labelOf = (value: string) => fields.find((one) => one.value === value)?.label ?? value
  return (
    <div className="stack" data-open={openId !== undefined}>
      <div className="row consultations-tools">
        <div className="consultations-tabs" role="group" aria-label="状态">
          {states.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={state === value}
              onClick={() => show({ state: value, open: '' })}
            >
              {label} <span className="digits">{first.counts[value]}</span>
            </button>
          ))}
        </div>
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
        <input
          id="questions-search"
          className="input consultations-search"
          type="search"
          placeholder="标题或内容"
          aria-label="查找问题"
          aria-keyshortcuts="/"
          defaultValue={q ?? ''}
          onKeyDown={(event) =>
            event.key === 'Enter' && show({ q: event.currentTarget.value.trim(), open: '' })
          }
        />
        <button type="button" className="link-button consultations-keys" onClick={() => setHelping(true)}>
          键盘操作 <kbd aria-hidden="true">?</kbd>
        </button>
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
        <div className="consultations">
          <section className="card consultations-queue" aria-label="问题清单">
            <ul>
              {items.map((one) => (
                <li key={one.id} className={one.id === current?.id ? 'consultations-current' : undefined}>
                  <button
                    id={`question-${one.id}`}
                    type="button"
                    aria-current={one.id === current?.id ? 'true' : undefined}
                    onClick={() => show({ open: one.id })}
                  >
                    <strong>{one.title}</strong>
                    <span className="quiet">
                      {labelOf(one.field)} · {one.unit.name} · <When at={one.askedAt} />
                    </span>
                    <span className={one.expert ? 'quiet' : 'consultations-unassigned'}>
                      {one.expert ? one.expert.name : '未分派'}
                      {one.answers[0] && !one.answers[0].publishedAt && ' · 有草稿'}
                      {one.faq && ' · 已公开'}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {found.hasNextPage && (
              <button
                type="button"
                className="button consultations-more"
                onClick={() => void found.fetchNextPage()}
              >
                更多
              </button>
            )}
          </section>
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
      {helping && <KeysDialog keys={keys} onClose={() => setHelping(false)} />}
    </div>
  )
}
