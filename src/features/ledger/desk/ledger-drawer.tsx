import { useState } from 'react'
import type { Indicator } from '../../campaign/definition.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { Drawer } from '../../../platform/web/drawer.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import { AdjustFigure } from './adjust-figure.tsx'
import type { FigureAddress } from './figure-address.ts'
import { FigureBreakdown } from './figure-breakdown.tsx'
import { FigureEntries } from './figure-entries.tsx'

/** One number opened at the side: the total, the units below, and at last the records with their pictures. */
export function LedgerDrawer({
  campaign,
  definition,
  indicator,
  address,
  onClose,
}: {
  campaign: string
  definition: CampaignInBrowser
  indicator: Indicator
  address: FigureAddress
  onClose: () => void
}) {
  /** The way down, the asked unit first. */
  const [way, setWay] = useState<FigureAddress[]>([address])
  const at = way.at(-1)!
  return (
    <Drawer title={indicator.label} onClose={onClose}>
      <p className="quiet">
        {indicator.rule}
        {sayRange(address)}
      </p>
      {way.length > 1 && (
        <nav aria-label="所在位置" className="ledger-way">
          {way.map((one, index) =>
            index === way.length - 1 ? (
              <span key={`${one.unit} ${one.own}`} aria-current="location">
                {one.name}
              </span>
            ) : (
              <button
                key={`${one.unit} ${one.own}`}
                type="button"
                className="link-button"
                onClick={() => setWay(way.slice(0, index + 1))}
              >
                {one.name} ›
              </button>
            ),
          )}
        </nav>
      )}
      {at.own ? null : (
        <FigureBreakdown
          campaign={campaign}
          indicator={indicator}
          address={at}
          onDown={(unit, own) => setWay([...way, { ...at, unit: unit.code, name: unit.name, own }])}
        />
      )}
      <FigureEntries key={`${at.unit} ${at.own}`} campaign={campaign} indicator={indicator} address={at} />
      <AdjustFigure
        key={at.unit}
        campaign={campaign}
        definition={definition}
        indicator={indicator}
        unit={at.unit}
      />
    </Drawer>
  )
}

function sayRange({ from, to }: FigureAddress): string {
  if (from && to) return `（只含 ${sayDay(from)} 至 ${sayDay(to)} 的记录）`
  if (from) return `（只含 ${sayDay(from)} 及以后的记录）`
  return to ? `（只含 ${sayDay(to)} 及以前的记录）` : ''
}
