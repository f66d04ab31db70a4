import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { ChoiceButtons } from '../../../platform/web/choice-buttons.tsx'
import { KeysHelp } from '../../../platform/web/keys-help.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { Queue, QueueSearch } from '../../../platform/web/queue.tsx'
import { useAddress } from '../../../platform/web/use-address.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { useQueue } from '../../../platform/web/use-queue.ts'
import { exportEntries, exportSelected, listEntries } from '../contract.ts'
import { EntryLine } from './entry-line.tsx'
import { EntrySheet } from './entry-sheet.tsx'
import './topics.css'

const keys = [
  { keys: ['j'], does: '下一件' },
  { keys: ['k'], does: '上一件' },
  { keys: ['a'], does: '发布' },
  { keys: ['r'], does: '不予发布，选择原因' },
  { keys: ['/'], does: '查找' },
]
const states = [
  ['pending', '待审核'],
  ['published', '已发布'],
  ['selected', '入选'],
  ['refused', '未通过'],
] as const

type Search = { state?: (typeof states)[number][0]; topic?: string; q?: string; open?: string }

/** What citizens handed in, first come first: look, publish or say why not, choose the good ones. */
export default function TopicsPage() {
  const campaign = useCampaign()
  const { search, show } = useAddress<Search>('/topics', { replaces: true })
  const { state = 'pending', topic, q, open } = search
  const filter = { topic, state, q }
  const { query, items, first } = usePages({
    queryKey: ['topics', campaign.key, filter],
    read: (cursor) =>
      callApi(listEntries, { params: { campaign: campaign.key! }, query: { ...filter, cursor } }),
    enabled: campaign.key !== undefined,
    keepsOld: true,
  })
  const counts = first?.counts
  usePageTitle(counts?.pending ? `话题作品 待审 ${counts.pending} 件` : '话题作品')
  const ids = items.map((one) => one.id)
  const { at, after } = useQueue(ids, open, (id) => show({ open: id }))
  const current = items[at]

  const topics = campaign.definition?.public.topics ?? []
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  const error = campaign.error ?? (first ? null : query.error)
  if (error) return <ProblemState error={error} retry={() => void query.refetch()} />
  if (!counts || !campaign.key || !campaign.definition) return <Loading rows={10} />
  if (topics.length === 0) return <EmptyState title="这次活动没有话题征集。" />
  const params = { campaign: campaign.key }
  return (
    <div className="stack queue-page" data-open={open !== undefined}>
      <div className="row-between queue-only">
        <h1>话题作品</h1>
        <div className="row">
          <a href={urlOf(exportEntries, params, filter)} download>
            导出清单
          </a>
          {counts.selected > 0 && (
            <a href={urlOf(exportSelected, params, { topic })} download>
              下载入选作品
            </a>
          )}
          <KeysHelp keys={keys} />
        </div>
      </div>
      <div className="row queue-tools queue-only">
        <ChoiceButtons
          label="状态"
          choices={states}
          counts={counts}
          value={state}
          onChoose={(next) => show({ state: next, open: '' })}
        />
        {topics.length > 1 && (
          <select
            className="input"
            aria-label="话题"
            value={topic ?? ''}
            onChange={(event) => show({ topic: event.target.value, open: '' })}
          >
            <option value="">全部话题</option>
            {topics.map((one) => (
              <option key={one.key} value={one.key}>
                {one.title}
              </option>
            ))}
          </select>
        )}
        <QueueSearch
          label="查找作品"
          placeholder="标题或文字"
          value={q}
          onSearch={(text) => show({ q: text, open: '' })}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState
          title={state === 'pending' && !q ? '都审完了。新的作品来了会出现在这里。' : '没有符合条件的作品。'}
        />
      ) : (
        <div className="queue-desk">
          <Queue
            label="作品清单"
            items={items}
            current={current?.id}
            onOpen={(id) => show({ open: id })}
            more={query}
          >
            {(one) => <EntryLine entry={one} />}
          </Queue>
          {current && (
            <EntrySheet
              key={current.id}
              campaign={campaign.key}
              topic={topics.find((one) => one.key === current.topic)}
              entry={current}
              onBack={() => show({ open: '' })}
              onDecided={() => show({ open: after })}
            />
          )}
        </div>
      )}
    </div>
  )
}
