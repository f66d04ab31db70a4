import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { v7 } from 'uuid'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { ProblemState } from '../../../platform/web/page-state.tsx'
import { sayDay } from '../../../platform/web/say-time.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { readActivity } from '../contract.ts'
import { findActivityType } from '../rules.ts'
import { ActivityConflict } from './activity-conflict.tsx'
import { forgetRecord, putBackRecord, removeRecord, saveRecord } from './outbox/outbox-store.ts'
import { requestSending } from './outbox/start-sending.ts'
import type { WaitingRecord } from './outbox/waiting-record.ts'
import { Preview } from './photo-input.tsx'
import { sayNumbers } from './say-activity.ts'
import { sayWaiting } from './say-waiting.ts'
import { useUploadProgress } from './use-outbox.ts'

export function OutboxLine({
  record,
  definition,
  online,
}: {
  record: WaitingRecord
  definition: CampaignInBrowser | undefined
  online: boolean
}) {
  const progress = useUploadProgress()
  const { content, state, id } = record
  const said = sayWaiting(record, online, progress?.id === id ? progress.part : null)
  const type = definition ? findActivityType(definition, content.type) : null
  const theirs = useQuery({
    queryKey: ['activity', record.campaign, id, 'conflict'],
    queryFn: () => callApi(readActivity, { params: { campaign: record.campaign, activity: id } }),
    enabled: state === 'conflict',
    staleTime: 0,
  })
  const title = content.title || '（还没有名称）'

  async function remove(): Promise<void> {
    await forgetRecord(id)
    notify(`已移除“${title}”。`, {
      action: { label: '撤销', run: () => void putBackRecord(record).then(requestSending) },
    })
  }
  /** After the server's copy was deleted: the same event under a new id. */
  async function sendAsNew(): Promise<void> {
    await saveRecord({ ...record, id: v7(), baseVersion: 0, base: null, version: null })
    await forgetRecord(id)
    requestSending()
  }
  return (
    <li className="card waiting-line">
      <div className="waiting-main">
        {record.files[0] && <Preview file={record.files[0]} />}
        <div className="waiting-text">
          <h3>{title}</h3>
          <p className="quiet">
            {[record.unit.name, content.day && sayDay(content.day), sayNumbers(type, content)]
              .filter(Boolean)
              .join(' · ')}
            {record.files.length > 0 && ` · ${record.files.length} 个附件`}
          </p>
          <p className={`waiting-${said.tone}`} role="status">
            <span aria-hidden="true">{said.sign}</span> {said.text}
          </p>
          {said.todo && <p className="quiet">{said.todo}</p>}
          {record.problem && record.problem.errors.length > 0 && (
            <ul className="field-error">
              {record.problem.errors.map((one) => (
                <li key={one.path}>{one.message}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {state === 'conflict' &&
        (theirs.data && definition ? (
          <ActivityConflict
            record={record}
            theirs={theirs.data}
            definition={definition}
            onTakeTheirs={() => void removeRecord(id)}
          />
        ) : (
          theirs.error && <ProblemState error={theirs.error} retry={() => void theirs.refetch()} />
        ))}
      {state !== 'sending' && (
        <div className="row">
          {state === 'sent' ? (
            <Link to="/activities/$activity" params={{ activity: id }}>
              查看<span className="visually-hidden">：{title}</span>
            </Link>
          ) : (
            <>
              {state !== 'conflict' && (
                <Link to="/activities/new" search={{ waiting: id } as never}>
                  {state === 'draft' ? '接着写' : '修改'}
                  <span className="visually-hidden">：{title}</span>
                </Link>
              )}
              {record.problem?.name === 'activity-gone' && (
                <button type="button" className="link-button" onClick={() => void sendAsNew()}>
                  另存为新记录
                </button>
              )}
              {state !== 'conflict' && (
                <button type="button" className="link-button" onClick={() => void remove()}>
                  移除<span className="visually-hidden">：{title}</span>
                </button>
              )}
            </>
          )}
        </div>
      )}
    </li>
  )
}
