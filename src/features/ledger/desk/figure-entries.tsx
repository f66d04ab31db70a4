import { useInfiniteQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Indicator } from '../../campaign/definition.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { type ledgerEntry, listLedgerEntries } from '../contract.ts'
import { EntryLine } from './entry-line.tsx'
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
      <ul className="entry-lines">
        {items.map((one) => (
          <FigureEntry key={one.id} entry={one} unit={indicator.unit} />
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

function FigureEntry({ entry, unit }: { entry: Entry; unit: string }) {
  const adjusts = entry.source === 'adjustment'
  return (
    <EntryLine
      entry={entry}
      title={adjusts ? `人工调整：${entry.reason}` : entry.title}
      about={[
        sayDay(entry.day),
        entry.host ? `${entry.host.name}主办` : '',
        entry.units.map((one) => one.name).join('、'),
      ]
        .filter(Boolean)
        .join(' · ')}
      amount={`${adjusts ? sayChange(entry.value ?? 0) : sayFigure(entry.value)} ${unit}`}
    />
  )
}
