import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { MediaView } from '../media-record.ts'

/** Among a record's facts: which numbers of the statistics table it makes; `none`: why it makes none. */
export function CountedInto({
  view,
  definition,
  none,
}: {
  view: MediaView
  definition: CampaignInBrowser
  none: string
}) {
  return (
    <>
      <dt>计入统计</dt>
      <dd>{view.deletedAt === null ? sayCounts(view.counts, definition) || none : '已删除，不计入'}</dd>
    </>
  )
}

function sayCounts(counts: MediaView['counts'], definition: CampaignInBrowser): string {
  return counts
    .map(({ code, value }) => {
      const indicator = definition.indicators.find((one) => one.code === code)
      return `${indicator?.label ?? code} ${value} ${indicator?.unit ?? ''}`
    })
    .join('；')
}
