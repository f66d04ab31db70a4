import { Field } from '../../../platform/web/field.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { dateOf } from '../../../platform/web/say-time.ts'
import { TextField } from '../../../platform/web/text-field.tsx'
import { useNow } from '../../../platform/web/use-now.ts'
import { type ClippingContent, type ClippingView, clippingContent, saveClipping } from '../contract.ts'
import { asksQuantity, findClippingErrors, findTopic } from '../rules.ts'
import { Optional } from './optional.tsx'
import { RecordFormFrame } from './record-form-frame.tsx'
import { type RecordFormProps, findSchemaErrors, useRecordForm } from './use-record-form.ts'

export function ClippingForm({
  campaign,
  definition,
  record,
  content: start,
  onSaved,
  onCancel,
}: RecordFormProps<ClippingContent, ClippingView>) {
  const today = dateOf(useNow())
  const form = useRecordForm(
    start,
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
      <TextField
        label="报道标题"
        error={errorAt('title')}
        maxLength={200}
        value={content.title}
        onChange={(title) => change({ title })}
      />
      <div className="media-pair">
        <TextField
          label="媒体名称"
          help="如某某日报、某某融媒。"
          error={errorAt('outlet')}
          maxLength={100}
          value={content.outlet}
          onChange={(outlet) => change({ outlet })}
        />
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
      <Field label={<Optional>网页链接</Optional>} error={errorAt('link')}>
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
