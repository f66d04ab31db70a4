import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { Indicator } from '../../campaign/definition.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { type ledgerEntry, listLedgerEntries } from '../contract.ts'
import { sayChange } from './figure-comparison.tsx'
import type { FigureAddress } from './figure-address.ts'

type Entry = z.infer<typeof ledgerEntry>

/** The records behind a number, newest first, each with its picture. */
export function FigureEntries({
  campaign,
  indicator,
  address,
}: {
  campaign: string
  indicator: Indicator
  address: FigureAddress
}) {
  const { unit, own, from, to } = address
  const opened = useInfiniteQuery({
    queryKey: ['ledger', campaign, 'entries', indicator.code, unit, own, from, to],
    queryFn: ({ pageParam }) =>
      callApi(listLedgerEntries, {
        params: { campaign },
        query: { code: indicator.code, unit, own, from, to, cursor: pageParam, limit: 30 },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (opened.error) return <ProblemState error={opened.error} retry={() => void opened.refetch()} />
  if (!opened.data) return <Loading rows={5} />
  const items = opened.data.pages.flatMap((page) => page.items)
  return (
    <section aria-label="记录" className="stack">
      <h3>由这些记录构成</h3>
      {items.length === 0 && <p className="quiet">还没有计入这一项的记录。</p>}
      <ul className="ledger-entries">
        {items.map((one) => (
          <EntryLine key={one.id} entry={one} unit={indicator.unit} />
        ))}
      </ul>
      {opened.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={opened.isFetchingNextPage}
          onClick={() => void opened.fetchNextPage()}
        >
          更多记录
        </button>
      )}
    </section>
  )
}

const pages = {
  activity: '/activities',
  clipping: '/clippings',
  case: '/cases',
  public: '/participation',
} as const

function EntryLine({ entry, unit }: { entry: Entry; unit: string }) {
  const where = entry.units.map((one) => one.name).join('、')
  return (
    <li className="ledger-entry">
      {entry.picture ? (
        <img src={`/api/files/${entry.picture}/thumbnail`} alt="" width={64} height={64} loading="lazy" />
      ) : (
        <span className="ledger-entry-blank" aria-hidden="true" />
      )}
      <div>
        {entry.source === 'adjustment' ? (
          <span>人工调整：{entry.reason}</span>
        ) : (
          <Link to={`${pages[entry.source]}/${entry.id}` as never}>{entry.title}</Link>
        )}
        <span className="quiet ledger-entry-where">
          {sayDay(entry.day)} · {where}
        </span>
      </div>
      <span className="digits">
        {entry.source === 'adjustment' ? sayChange(entry.value ?? 0) : sayFigure(entry.value)} {unit}
      </span>
    </li>
  )
}
