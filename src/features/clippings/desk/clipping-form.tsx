import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { Field } from '../../../platform/web/field.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type ClippingContent, type ClippingView, clippingContent, saveClipping } from '../contract.ts'
import { asksQuantity, findClippingErrors, findTopic } from '../rules.ts'
import { RecordFormFrame } from './record-form-frame.tsx'
import { findSchemaErrors, useRecordForm } from './use-record-form.ts'

interface Record {
  id: string
  unit: string
  version: number
  content: ClippingContent
}

export function ClippingForm({
  campaign,
  definition,
  record,
  onSaved,
  onCancel,
}: {
  campaign: string
  definition: CampaignInBrowser
  record: Record
  onSaved: (view: ClippingView) => void
  onCancel: () => void
}) {
  const today = dateOf(useNow())
  const form = useRecordForm(
    record.content,
    (content) => {
      const tidied = { ...content, link: content.link?.trim() || null }
      return [...findSchemaErrors(clippingContent, tidied), ...findClippingErrors(tidied, definition, today)]
    },
    (content) =>
      callApi(saveClipping, {
        params: { campaign, clipping: record.id },
        query: { unit: record.unit },
        body: { baseVersion: record.version, content: { ...content, link: content.link?.trim() || null } },
      }),
    onSaved,
  )
  const { content, change, errorAt } = form
  const lists = definition.recording.clippings!
  const counted = asksQuantity(findTopic(definition, content.topic))
  const choose = (name: 'level' | 'medium', label: string, options: { value: string; label: string }[]) => (
    <Field label={label} error={errorAt(name)}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={content[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        >
          <option value="">请选择</option>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const optional = (label: string) => (
    <>
      {label}
      <span className="media-optional">（选填）</span>
    </>
  )
  return (
    <RecordFormFrame
      form={form}
      unit={record.unit}
      filesHelp="可附网页截图、报纸版面照片或节目录像。"
      onCancel={onCancel}
    >
      <fieldset className="media-group">
        <legend>报道主题</legend>
        {lists.topics.map((one) => (
          <label key={one.value} className="media-choice">
            <input
              type="radio"
              name="topic"
              value={one.value}
              checked={content.topic === one.value}
              aria-invalid={errorAt('topic') ? true : undefined}
              onChange={() =>
                change({ topic: one.value, quantity: asksQuantity(one) ? (content.quantity ?? 1) : null })
              }
            />
            {one.label}
          </label>
        ))}
        {errorAt('topic') && <div className="field-error">{errorAt('topic')}</div>}
      </fieldset>
      {counted && (
        <Field label="曝光的问题个数" help="一篇曝光几个问题填几个。" error={errorAt('quantity')}>
          {(ids) => (
            <input
              {...ids}
              className="input digits"
              style={{ maxWidth: '8rem' }}
              inputMode="numeric"
              value={content.quantity ?? ''}
              onChange={(event) => change({ quantity: readCount(event.target.value) })}
            />
          )}
        </Field>
      )}
      <Field label="报道标题" error={errorAt('title')}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={200}
            value={content.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <div className="media-pair">
        <Field label="媒体名称" help="如某某日报、某某融媒。" error={errorAt('outlet')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              maxLength={100}
              value={content.outlet}
              onChange={(event) => change({ outlet: event.target.value })}
            />
          )}
        </Field>
        <Field label="见报日期" help="首次刊播的那一天。" error={errorAt('day')}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="date"
              min={definition.startsOn}
              max={today < definition.endsOn ? today : definition.endsOn}
              value={content.day}
              onChange={(event) => change({ day: event.target.value })}
            />
          )}
        </Field>
        {choose('level', '媒体级别', lists.levels)}
        {choose('medium', '媒体种类', lists.mediums)}
      </div>
      <Field label={optional('网页链接')} error={errorAt('link')}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            type="url"
            inputMode="url"
            placeholder="https://"
            value={content.link ?? ''}
            onChange={(event) => change({ link: event.target.value })}
          />
        )}
      </Field>
    </RecordFormFrame>
  )
}

function readCount(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/\D/g, '').slice(0, 7)
  return digits === '' ? null : Number(digits)
}
