import { useInfiniteQuery } from '@tanstack/react-query'
import { EntryLine } from '../../ledger/desk/entry-line.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Drawer } from '../../../platform/web/drawer.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { listDayRecords } from '../contract.ts'

const kinds = { activity: '活动', clipping: '媒体报道', case: '典型案例', public: '网上参与' } as const

/** The records that one day of the calendar counts, of every kind. */
export function DayDrawer({
  campaign,
  unit,
  day,
  said,
  onClose,
}: {
  campaign: string
  unit: string
  day: string
  /** What the calendar says of the day. */
  said: string
  onClose: () => void
}) {
  const found = useInfiniteQuery({
    queryKey: ['overview', campaign, 'day', unit, day],
    queryFn: ({ pageParam }) =>
      callApi(listDayRecords, { params: { campaign, day }, query: { unit, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const items = found.data?.pages.flatMap((page) => page.items)
  return (
    <Drawer title={sayDay(day)} onClose={onClose}>
      <p className="quiet">{said}</p>
      {found.error ? (
        <ProblemState error={found.error} retry={() => void found.refetch()} />
      ) : !items ? (
        <Loading rows={6} />
      ) : (
        <ul className="entry-lines" aria-label="记录">
          {items.map((one) => (
            <EntryLine
              key={one.id}
              entry={one}
              title={one.title}
              about={`${kinds[one.source]} · ${one.units.map((each) => each.name).join('、')}`}
            />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <button
          type="button"
          className="button"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          更多记录
        </button>
      )}
    </Drawer>
  )
}
