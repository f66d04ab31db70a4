import { Link } from '@tanstack/react-router'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { SelectFilter } from '../../../platform/web/filters.tsx'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { type ClippingLine, listClippings } from '../contract.ts'
import { labelOf } from './label-of.ts'
import { MediaHead } from './media-head.tsx'
import { DeletedSwitch, MediaLine, MediaList, NoMedia } from './media-list.tsx'
import { MediaTools, listMonths } from './media-tools.tsx'
import { useFilters } from './use-filters.ts'
import { useOwnUnits } from './use-own-units.ts'
import './media.css'

type Name = 'unit' | 'month' | 'level' | 'medium' | 'topic' | 'q' | 'deleted'

const words = {
  what: '报道',
  count: '篇',
  none: '还没有记录媒体报道。',
  why: '见报后记一条，进展报道和曝光的问题会自动计入统计表。',
}

/** What the press wrote about the units' work, the last first. */
export default function ClippingsPage() {
  usePageTitle('媒体报道')
  const campaign = useCampaign()
  const { filters, set, clear } = useFilters<Name>('/clippings')
  const mayRecord = useOwnUnits().length > 0
  const today = dateOf(useNow())
  const deleted = filters.deleted === 'true'
  const { query, items, first } = usePages({
    queryKey: ['clippings', campaign.key, filters],
    read: (cursor) =>
      callApi(listClippings, {
        params: { campaign: campaign.key! },
        query: { ...filters, deleted: deleted ? 'true' : undefined, cursor, limit: 50 },
      }),
    enabled: campaign.key !== undefined,
    keepsOld: true,
  })
  const { definition } = campaign
  const error = campaign.error ?? (first ? null : query.error)
  const lists = definition?.recording.clippings
  return (
    <div className="stack">
      <MediaHead>
        {mayRecord && lists && (
          <Link className="button button-primary no-print" to="/clippings/new">
            ＋ 记一条报道
          </Link>
        )}
      </MediaHead>
      {definition && lists && (
        <MediaTools filters={filters} set={set} clear={clear} months={listMonths(definition, today)}>
          <SelectFilter
            label="级别"
            value={filters.level}
            options={lists.levels}
            onChange={(level) => set({ level })}
          />
          <SelectFilter
            label="种类"
            value={filters.medium}
            options={lists.mediums}
            onChange={(medium) => set({ medium })}
          />
          <SelectFilter
            label="主题"
            value={filters.topic}
            options={lists.topics}
            onChange={(topic) => set({ topic })}
          />
        </MediaTools>
      )}
      {error ? (
        <ProblemState error={error} retry={() => void query.refetch()} />
      ) : !first || !definition ? (
        <Loading rows={8} />
      ) : items.length === 0 ? (
        <NoMedia words={words} filtering={Object.keys(filters).length > 0} mayRecord={mayRecord} />
      ) : (
        <MediaList words={words} total={first.total} deleted={deleted} more={query}>
          {items.map((one) => (
            <Line key={one.id} one={one} definition={definition} />
          ))}
        </MediaList>
      )}
      {mayRecord && first && <DeletedSwitch what={words.what} deleted={deleted} set={set} />}
    </div>
  )
}

function Line({ one, definition }: { one: ClippingLine; definition: CampaignInBrowser }) {
  const lists = definition.recording.clippings
  return (
    <MediaLine to={`/clippings/${one.id}`} one={one}>
      <span>
        {one.outlet}（{labelOf(lists?.levels, one.level)}，{labelOf(lists?.mediums, one.medium)}）
      </span>
      <span className="media-mark">
        {labelOf(lists?.topics, one.topic)}
        {one.quantity !== null && ` ${one.quantity}`}
      </span>
      {one.files > 0 && <span>附件 {one.files}</span>}
    </MediaLine>
  )
}
