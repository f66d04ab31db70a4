import { EntryLine } from '../../ledger/desk/entry-line.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Drawer } from '../../../platform/web/drawer.tsx'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
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
  const {
    query: found,
    items,
    first,
  } = usePages({
    queryKey: ['overview', campaign, 'day', unit, day],
    read: (cursor) => callApi(listDayRecords, { params: { campaign, day }, query: { unit, cursor } }),
  })
  return (
    <Drawer title={sayDay(day)} onClose={onClose}>
      <p className="quiet">{said}</p>
      {found.error ? (
        <ProblemState error={found.error} retry={() => void found.refetch()} />
      ) : !first ? (
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
      <MoreButton query={found} wide>
        更多记录
      </MoreButton>
    </Drawer>
  )
}
