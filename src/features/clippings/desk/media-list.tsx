import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { EmptyState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'

/** What a list says of its records: 「报道」 by the 「篇」. */
export interface MediaWords {
  what: string
  count: string
  /** Said where none is recorded yet, and to those who record why they should. */
  none: string
  why: string
}

/** Records of one kind, the last first. */
export function MediaList({
  words,
  total,
  deleted,
  more,
  children,
}: {
  words: MediaWords
  total: number
  deleted: boolean
  more: Parameters<typeof MoreButton>[0]['query']
  children: ReactNode
}) {
  return (
    <>
      <section aria-label={words.what}>
        <p className="quiet">
          {deleted ? '已删除' : '共'} {total} {words.count}
        </p>
        <ul className="card media-list">{children}</ul>
      </section>
      <MoreButton query={more}>更早的{words.what}</MoreButton>
    </>
  )
}

export function NoMedia({
  words,
  filtering,
  mayRecord,
}: {
  words: MediaWords
  filtering: boolean
  mayRecord: boolean
}) {
  return (
    <EmptyState title={filtering ? `没有符合条件的${words.what}。` : words.none}>
      {mayRecord && !filtering && <p>{words.why}</p>}
    </EmptyState>
  )
}

/** `children`: what is said of it under its title. */
export function MediaLine({
  to,
  one,
  children,
}: {
  to: string
  one: { day: string; title: string; unit: { name: string } }
  children: ReactNode
}) {
  return (
    <li className="media-line">
      <span className="media-line-day">{sayDay(one.day)}</span>
      <div>
        <Link className="media-line-title" to={to as never}>
          {one.title}
        </Link>
        <div className="row quiet">{children}</div>
      </div>
      <span className="media-line-unit quiet">{one.unit.name}</span>
    </li>
  )
}

/** For those who record: between what stands and what was deleted. */
export function DeletedSwitch({
  what,
  deleted,
  set,
}: {
  what: string
  deleted: boolean
  set: (change: { deleted: string }) => void
}) {
  return (
    <button
      type="button"
      className="link-button no-print"
      style={{ alignSelf: 'start' }}
      onClick={() => set({ deleted: deleted ? '' : 'true' })}
    >
      {deleted ? `返回${what}清单` : '看已删除的'}
    </button>
  )
}
