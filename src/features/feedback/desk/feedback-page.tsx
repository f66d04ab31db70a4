import { useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState, QueryState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { listFeedback } from '../contract.ts'
import { FeedbackItem } from './feedback-item.tsx'
import './feedback-page.css'

const choices = [
  { value: 'true', label: '待答复' },
  { value: 'false', label: '已答复' },
  { value: '', label: '全部' },
] as const

/** The office answers what people wrote; an answer stays as it was given. */
export default function FeedbackPage() {
  usePageTitle('意见与投诉')
  const [open, setOpen] = useState<(typeof choices)[number]['value']>('true')
  const {
    query: list,
    items,
    first,
  } = usePages({
    queryKey: ['feedback', open],
    read: (cursor) =>
      callApi(listFeedback, {
        query: { ...(open ? { open } : {}), cursor },
      }),
  })
  const openCount = first?.openCount
  return (
    <div className="stack feedback-page">
      <div>
        <h1>意见与投诉</h1>
        <p className="quiet">
          {openCount === undefined
            ? '\u00a0'
            : openCount > 0
              ? `${openCount} 条待答复。提出人凭回执号查看答复。`
              : '都已答复。'}
        </p>
      </div>
      <div className="row" role="group" aria-label="显示哪些意见">
        {choices.map((one) => (
          <button
            key={one.value}
            type="button"
            className="button button-small feedback-filter"
            aria-pressed={open === one.value}
            onClick={() => setOpen(one.value)}
          >
            {one.label}
          </button>
        ))}
      </div>
      <QueryState query={list} rows={6}>
        {() =>
          items.length === 0 ? (
            <EmptyState title={open === 'true' ? '没有待答复的意见。' : '还没有意见。'} />
          ) : (
            <ul className="feedback-list">
              {items.map((item) => (
                <FeedbackItem key={item.id} item={item} />
              ))}
            </ul>
          )
        }
      </QueryState>
      <MoreButton query={list}>{list.isFetchingNextPage ? '正在载入…' : '更早的意见'}</MoreButton>
    </div>
  )
}
