import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { TopicDefinition } from '../../campaign/public-part.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { QueueBack } from '../../../platform/web/queue.tsx'
import { useKeys } from '../../../platform/web/use-keys.ts'
import { When } from '../../../platform/web/when.tsx'
import { type ModeratedEntry, decideEntry } from '../contract.ts'
import { stateWords } from '../rules.ts'
import { EntryContent } from './entry-content.tsx'
import { EntryMarks } from './entry-marks.tsx'
import { RefuseDialog } from './refuse-dialog.tsx'
import { EntrySelection } from './entry-selection.tsx'

type Decision = z.input<NonNullable<(typeof decideEntry)['body']>>

/** One entry: its marks, what it shows, and the decision, which stays in sight. */
export function EntrySheet(props: {
  campaign: string
  topic: TopicDefinition | undefined
  entry: ModeratedEntry
  onBack: () => void
  onDecided: () => void
}) {
  const { campaign, topic, entry, onBack, onDecided } = props
  const queries = useQueryClient()
  const [refusing, setRefusing] = useState(false)
  const refresh = () => void queries.invalidateQueries({ queryKey: ['topics', campaign] })
  const send = (body: Decision) => callApi(decideEntry, { params: { campaign, entry: entry.id }, body })
  const decide = useMutation({
    mutationFn: send,
    onSuccess: (now) => {
      setRefusing(false)
      const undo = () =>
        void send({ seen: now.state, decision: 'reopen' }).then(refresh, (error: Error) =>
          notify(error.message, { kind: 'problem' }),
        )
      const done = { published: '已发布', refused: '未予发布', pending: '已放回待审' } as Record<
        string,
        string
      >
      notify(
        `${done[now.state]}：${now.title}`,
        now.state === 'pending' ? {} : { action: { label: '撤销', run: undo } },
      )
      onDecided()
      refresh()
    },
    onError: (error) => notify(error.message, { kind: 'problem' }),
  })
  const publish =
    entry.state === 'published' || decide.isPending
      ? undefined
      : () => decide.mutate({ seen: entry.state, decision: 'publish' })
  const refuse = entry.state === 'refused' || decide.isPending ? undefined : () => setRefusing(true)
  useKeys({ a: publish, r: refuse })
  const refusal = topic?.refusals.find((one) => one.value === entry.decided?.refusal)?.label
  return (
    <section className="stack queue-sheet topics-sheet" aria-label="正在审核的作品">
      <QueueBack onBack={onBack} />
      <div className="card topics-head">
        <div>
          <h2>{entry.title}</h2>
          <p className="quiet">
            {stateWords[entry.state]} · {entry.unit.name} · {entry.signature ?? '未署名'} ·{' '}
            <When at={entry.submittedAt} /> 提交 · 设备 {entry.device} · {entry.likes} 个赞（仅供参考）
          </p>
          {entry.decided && (
            <p className="quiet">
              {entry.decided.by} <When at={entry.decided.at} /> 审核
              {refusal && `：${refusal}`}
              {entry.decided.note && `。${entry.decided.note}`}
            </p>
          )}
        </div>
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            disabled={!publish}
            aria-keyshortcuts="a"
            onClick={publish}
          >
            发布 <kbd aria-hidden="true">a</kbd>
          </button>
          <button type="button" className="button" disabled={!refuse} aria-keyshortcuts="r" onClick={refuse}>
            {entry.state === 'published' ? '撤下' : '不予发布'} <kbd aria-hidden="true">r</kbd>
          </button>
        </div>
      </div>
      <EntryMarks marks={entry.marks} />
      <EntryContent campaign={campaign} entry={entry} words={topic?.words ?? []} />
      {entry.state === 'published' && (
        <EntrySelection campaign={campaign} entry={entry} onChanged={refresh} />
      )}
      {refusing && (
        <RefuseDialog
          refusals={topic?.refusals ?? []}
          error={decide.error?.message}
          busy={decide.isPending}
          onRefuse={(chosen, note) =>
            decide.mutate({ seen: entry.state, decision: 'refuse', refusal: chosen, note })
          }
          onClose={() => setRefusing(false)}
        />
      )}
    </section>
  )
}
