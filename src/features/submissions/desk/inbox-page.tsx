import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { KeysHelp } from '../../../platform/web/keys-help.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { usePages } from '../../../platform/web/use-pages.ts'
import { focusQueueLine, useQueue } from '../../../platform/web/use-queue.ts'
import { listInbox } from '../contract.ts'
import { InboxItem } from './inbox-item.tsx'
import { InboxQueue } from './inbox-queue.tsx'
import './inbox.css'

const keys = [
  { keys: ['j'], does: '下一件' },
  { keys: ['k'], does: '上一件' },
  { keys: ['a'], does: '通过（两级审核时为核过）' },
  { keys: ['r'], does: '退回，写理由和批注' },
  { keys: ['/'], does: '查找单位' },
]

/** What waits for a decision, first come first: the queue, the report, what to do with it. */
export default function InboxPage() {
  const campaign = useCampaign()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { search } = useLocation()
  const openId = (search as { open?: string }).open
  const [text, setText] = useState('')
  const [task, setTask] = useState('')
  const filter = { ...(text ? { q: text } : {}), ...(task ? { task } : {}) }
  const {
    query: inbox,
    items,
    first,
  } = usePages({
    queryKey: ['inbox', campaign.key, filter],
    read: (cursor) =>
      callApi(listInbox, {
        params: { campaign: campaign.key! },
        query: { ...filter, limit: 50, cursor },
      }),
    enabled: campaign.key !== undefined,
    keepsOld: true,
  })
  const all = useQuery({
    queryKey: ['inbox', campaign.key, 'count'],
    queryFn: () => callApi(listInbox, { params: { campaign: campaign.key! }, query: { limit: 1 } }),
    enabled: campaign.key !== undefined,
  }).data?.total
  usePageTitle(all ? `待审 ${all} 件` : '待审')
  const open = (id: string | null | undefined) =>
    void navigate({ to: '/inbox', search: (id ? { open: id } : {}) as never, replace: openId !== undefined })
  const ids = items.map((one) => one.submissionId!)
  const { at, after } = useQueue(ids, openId, open)
  const current = items[at]

  const error = campaign.error ?? inbox.error
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  if (error && !first) return <ProblemState error={error} retry={() => void inbox.refetch()} />
  if (!first || !campaign.key) return <Loading rows={10} />
  const filtering = text !== '' || task !== ''
  return (
    <div className="stack queue-page" data-open={openId !== undefined}>
      <div className="row-between queue-only">
        <h1>{all === 0 ? '没有待审的报送' : `待审 ${all ?? first.total} 件`}</h1>
        <KeysHelp keys={keys} />
      </div>
      {items.length === 0 && !filtering ? (
        <EmptyState title="都审完了。新的报送来了会出现在这里。" />
      ) : (
        <div className="queue-desk">
          <InboxQueue
            campaign={campaign.key}
            tasks={campaign.definition?.tasks ?? []}
            items={items}
            total={first.total}
            current={current?.submissionId ?? null}
            text={text}
            onText={setText}
            task={task}
            onTask={setTask}
            onOpen={open}
            onDecided={() => {
              open(null)
              void queries.invalidateQueries()
            }}
            more={inbox.hasNextPage ? () => void inbox.fetchNextPage() : undefined}
          />
          {current && (
            <InboxItem
              key={current.submissionId}
              campaign={campaign.key}
              id={current.submissionId!}
              onBack={() => open(null)}
              onDecided={() => {
                open(after)
                if (after) focusQueueLine(after)
              }}
            />
          )}
        </div>
      )}
    </div>
  )
}
