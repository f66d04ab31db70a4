import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import type { ClippingView } from '../contract.ts'
import { CountedInto } from './counted-into.tsx'
import { labelOf } from './label-of.ts'
import { RecordedBy } from './record-parts.tsx'

export function ClippingFacts({ view, definition }: { view: ClippingView; definition: CampaignInBrowser }) {
  const { content } = view
  const lists = definition.recording.clippings
  return (
    <section className="card">
      <dl className="media-facts">
        <dt>媒体</dt>
        <dd>
          {content.outlet}（{labelOf(lists?.levels, content.level)}，{labelOf(lists?.mediums, content.medium)}
          ）
        </dd>
        <dt>见报日期</dt>
        <dd>{sayDay(content.day)}</dd>
        <dt>主题</dt>
        <dd>{labelOf(lists?.topics, content.topic)}</dd>
        <CountedInto view={view} definition={definition} none="这一主题不计入统计表" />
        {content.link && (
          <>
            <dt>链接</dt>
            <dd>
              <a href={content.link} target="_blank" rel="noopener noreferrer">
                {content.link}
              </a>
            </dd>
          </>
        )}
        <RecordedBy view={view} />
      </dl>
    </section>
  )
}
