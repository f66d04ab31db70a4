import type { z } from 'zod'
import type { Indicator } from '../../campaign/definition.ts'
import { sayFigure } from '../../statistics/desk/official-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { MoreButton } from '../../../platform/web/more-button.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
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
  const {
    query: opened,
    items,
    first,
  } = usePages({
    queryKey: ['ledger', campaign, 'entries', indicator.code, unit, own, from, to],
    read: (cursor) =>
      callApi(listLedgerEntries, {
        params: { campaign },
        query: { code: indicator.code, unit, own, from, to, cursor, limit: 30 },
      }),
  })
  if (opened.error) return <ProblemState error={opened.error} retry={() => void opened.refetch()} />
  if (!first) return <Loading rows={5} />
  return (
    <section aria-label="记录" className="stack">
      <h3>由这些记录构成</h3>
      {items.length === 0 && <p className="quiet">还没有计入这一项的记录。</p>}
      <ul className="entry-lines">
        {items.map((one) => (
          <FigureEntry key={one.id} entry={one} unit={indicator.unit} />
        ))}
      </ul>
      <MoreButton query={opened} wide>
        更多记录
      </MoreButton>
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
