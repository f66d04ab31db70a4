import type { ReactNode } from 'react'
import { idOfQueueLine, queueSearchId } from './use-queue.ts'
import './queue.css'

/** The list of what waits; `children` says what its button tells of one. */
export function Queue<Item extends { id: string }>({
  label,
  items,
  current,
  onOpen,
  more,
  children,
}: {
  label: string
  items: Item[]
  current: string | undefined
  onOpen: (id: string) => void
  more: { hasNextPage: boolean; fetchNextPage: () => unknown }
  children: (item: Item) => ReactNode
}) {
  return (
    <section className="card queue" aria-label={label}>
      <ul>
        {items.map((one) => (
          <li key={one.id} className={one.id === current ? 'queue-current' : undefined}>
            <button
              id={idOfQueueLine(one.id)}
              type="button"
              className="queue-line"
              aria-current={one.id === current ? 'true' : undefined}
              onClick={() => onOpen(one.id)}
            >
              {children(one)}
            </button>
          </li>
        ))}
      </ul>
      {more.hasNextPage && (
        <button type="button" className="button queue-more" onClick={() => void more.fetchNextPage()}>
          更多
        </button>
      )}
    </section>
  )
}

/** Searches a queue when Enter is pressed. */
export function QueueSearch({
  label,
  placeholder,
  value,
  onSearch,
}: {
  label: string
  placeholder: string
  value: string | undefined
  onSearch: (text: string) => void
}) {
  return (
    <input
      id={queueSearchId}
      className="input queue-search"
      type="search"
      placeholder={placeholder}
      aria-label={label}
      aria-keyshortcuts="/"
      defaultValue={value ?? ''}
      onKeyDown={(event) => event.key === 'Enter' && onSearch(event.currentTarget.value.trim())}
    />
  )
}

/** Where there is one column, the way from what is open to the list. */
export function QueueBack({ onBack }: { onBack: () => void }) {
  return (
    <button type="button" className="link-button queue-back" onClick={onBack}>
      ← 回到清单
    </button>
  )
}
