import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { KeysDialog } from '../../../platform/web/keys-dialog.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useKeys } from '../../../platform/web/use-keys.ts'
import { exportEntries, exportSelected, listEntries } from '../contract.ts'
import { EntryQueue, focusEntryLine } from './entry-queue.tsx'
import { EntrySheet } from './entry-sheet.tsx'
import './topics.css'

const keys = [
  { keys: ['j'], does: '下一件' },
  { keys: ['k'], does: '上一件' },
  { keys: ['a'], does: '发布' },
  { keys: ['r'], does: '不予发布，选择原因' },
  { keys: ['/'], does: '查找' },
  { keys: ['?'], does: '看这张表' },
]
const states = [
  ['pending', '待审核'],
  ['published', '已发布'],
  ['selected', '入选'],
  ['refused', '未通过'],
] as const

type Search = { state?: (typeof states)[number][0]; topic?: string; q?: string; open?: string }

/** What citizens handed in, first come first: look, publish or say why not, choose the good ones. */
export default function TopicsPage() {
  const campaign = useCampaign()
  const navigate = useNavigate()
  const { open: openId, ...search } = useSearch({ strict: false }) as Search
  const state = search.state ?? 'pending'
  const [helping, setHelping] = useState(false)
  const filter = { topic: search.topic, state, q: search.q }
  const found = useInfiniteQuery({
    queryKey: ['topics', campaign.key, filter],
    queryFn: ({ pageParam }) =>
      callApi(listEntries, { params: { campaign: campaign.key! }, query: { ...filter, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled: campaign.key !== undefined,
    placeholderData: keepPreviousData,
  })
  const counts = found.data?.pages[0]?.counts
  usePageTitle(counts?.pending ? `话题作品 待审 ${counts.pending} 件` : '话题作品')
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const at = Math.max(
    0,
    items.findIndex((one) => one.id === openId),
  )
  const current = items[at]

  function show(change: Search): void {
    const next = Object.entries({ ...search, ...change }).filter(([, value]) => value)
    void navigate({
      to: '/topics',
      search: Object.fromEntries(next) as never,
      resetScroll: false,
      replace: true,
    })
  }
  function step(by: 1 | -1): void {
    const next = items[at + by]
    if (next) show({ open: next.id })
    if (next ?? current) focusEntryLine((next ?? current)!.id)
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    '/': () => document.getElementById('topics-search')?.focus(),
    '?': () => setHelping(true),
  })

  const topics = campaign.definition?.public.topics ?? []
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  const error = campaign.error ?? (found.data ? null : found.error)
  if (error) return <ProblemState error={error} retry={() => void found.refetch()} />
  if (!found.data || !campaign.key || !campaign.definition) return <Loading rows={10} />
  if (topics.length === 0) return <EmptyState title="这次活动没有话题征集。" />
  const params = { campaign: campaign.key }
  return (
    <div className="stack topics-page" data-open={openId !== undefined}>
      <div className="row-between topics-title">
        <h1>话题作品</h1>
        <div className="row">
          <a href={urlOf(exportEntries, params, filter)} download>
            导出清单
          </a>
          {counts!.selected > 0 && (
            <a href={urlOf(exportSelected, params, { topic: search.topic })} download>
              下载入选作品
            </a>
          )}
          <button type="button" className="link-button topics-keys" onClick={() => setHelping(true)}>
            键盘操作 <kbd aria-hidden="true">?</kbd>
          </button>
        </div>
      </div>
      <div className="row topics-tools">
        <div className="topics-states" role="group" aria-label="状态">
          {states.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={state === value}
              onClick={() => show({ state: value, open: '' })}
            >
              {label} <span className="digits">{counts![value]}</span>
            </button>
          ))}
        </div>
        {topics.length > 1 && (
          <select
            className="input"
            aria-label="话题"
            value={search.topic ?? ''}
            onChange={(event) => show({ topic: event.target.value, open: '' })}
          >
            <option value="">全部话题</option>
            {topics.map((one) => (
              <option key={one.key} value={one.key}>
                {one.title}
              </option>
            ))}
          </select>
        )}
        <input
          id="topics-search"
          className="input topics-search"
          type="search"
          placeholder="标题或文字"
          aria-label="查找作品"
          aria-keyshortcuts="/"
          defaultValue={search.q ?? ''}
          onKeyDown={(event) =>
            event.key === 'Enter' && show({ q: event.currentTarget.value.trim(), open: '' })
          }
        />
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={
            state === 'pending' && !search.q ? '都审完了。新的作品来了会出现在这里。' : '没有符合条件的作品。'
          }
        />
      ) : (
        <div className="topics">
          <EntryQueue
            items={items}
            current={current?.id ?? null}
            onOpen={(id) => show({ open: id })}
            more={found.hasNextPage ? () => void found.fetchNextPage() : undefined}
          />
          {current && (
            <EntrySheet
              key={current.id}
              campaign={campaign.key}
              topic={topics.find((one) => one.key === current.topic)}
              entry={current}
              onBack={() => show({ open: '' })}
              onDecided={() => show({ open: items[at + 1]?.id ?? items[at - 1]?.id ?? '' })}
            />
          )}
        </div>
      )}
      {helping && <KeysDialog keys={keys} onClose={() => setHelping(false)} />}
    </div>
  )
}
