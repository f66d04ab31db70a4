import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'

/** Which numbers of the statistics table a record makes. */
export function CountedInto({
  counts,
  definition,
  none,
}: {
  counts: { code: string; value: number }[]
  definition: CampaignInBrowser
  none: string
}) {
  if (counts.length === 0) return <>{none}</>
  return (
    <>
      {counts
        .map(({ code, value }) => {
          const indicator = definition.indicators.find((one) => one.code === code)
          return `${indicator?.label ?? code} ${value} ${indicator?.unit ?? ''}`
        })
        .join('；')}
    </>
  )
}
