import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { FieldError } from '../../../platform/shared/problem.ts'
import { Field } from '../../../platform/web/field.tsx'
import { useOnline } from '../../../platform/web/page-state.tsx'
import { sayInstant } from '../../../platform/web/say-time.ts'
import { serverNow } from '../../../platform/web/use-now.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { ActivityContent } from '../contract.ts'
import { findActivityType } from '../rules.ts'
import { beginWith, checkContent, chooseType, findToday } from './begin-record.ts'
import { BeginWith } from './begin-with.tsx'
import type { Loaded } from './load-record.ts'
import { MeasureInputs } from './measure-inputs.tsx'
import { AudienceField, DimensionChips, KeyField, NarrativeField } from './more-fields.tsx'
import { PartnerPicker } from './partner-picker.tsx'
import { PlaceField } from './place-field.tsx'
import { PhotoInput } from './photo-input.tsx'
import { type PhotoFacts, joinFacts, readPhotoFacts } from './photo-facts.ts'
import { PhotoQuestion } from './photo-question.tsx'
import { TypePicker } from './type-picker.tsx'
import { useRecord } from './use-record.ts'
import { type Unit, useBeginnings } from './use-recording.ts'

/** One column for one thumb: pictures, what it was, how many came, save. The rest is optional and below. */
export function RecordForm({
  loaded,
  definition,
  units,
  onSaved,
  onAfresh,
}: {
  loaded: Loaded
  definition: CampaignInBrowser
  units: Unit[]
  onSaved: (id: string) => void
  onAfresh: () => void
}) {
  const { record, change: changeRecord, save, drop } = useRecord(loaded.record)
  const [errors, setErrors] = useState<FieldError[]>(record.problem?.errors ?? [])
  const [failure, setFailure] = useState('')
  const [resumed, setResumed] = useState(loaded.resumed)
  const [picking, setPicking] = useState(record.content.type === '')
  const [facts, setFacts] = useState<PhotoFacts | null>(null)
  const [asked, setAsked] = useState(false)
  const beginnings = useBeginnings(record.campaign, record.unit.code).data
  const online = useOnline()
  const navigate = useNavigate()
  const { content } = record
  const type = findActivityType(definition, content.type)
  const isNew = record.baseVersion === 0
  const today = findToday(definition, serverNow())

  const update = (work: (content: ActivityContent) => ActivityContent) =>
    changeRecord((before) => ({ ...before, content: work(before.content) }))
  function change(part: Partial<ActivityContent>): void {
    const fields = Object.keys(part)
    setErrors((before) => before.filter((one) => !fields.some((name) => one.path === `content.${name}`)))
    update((before) => ({ ...before, ...part }))
  }
  const errorOf = (field: string) =>
    errors.find((one) => one.path === `content.${field}` || one.path.startsWith(`content.${field}.`))?.message
  const part = { definition, content, errorOf, change }

  async function readFacts(pictures: File[]): Promise<void> {
    if (asked) return
    const found = joinFacts(await Promise.all(pictures.map(readPhotoFacts)))
    if (found) {
      setAsked(true)
      setFacts(found)
    }
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const found = checkContent(record, definition, serverNow())
    setErrors(found)
    if (found.length > 0) {
      if (found.some((one) => one.path === 'content.type')) setPicking(true)
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>('.record .field-error')?.scrollIntoView({ block: 'center' }),
      )
      return
    }
    try {
      await save(record)
      onSaved(record.id)
    } catch {
      setFailure('这台设备没有存下来（可能是无痕窗口或空间已满），请清理空间或换一个浏览器窗口后再存。')
    }
  }
  async function leave(): Promise<void> {
    await drop()
    if (isNew) onAfresh()
    else void navigate({ to: '/activities/$activity', params: { activity: record.id } })
  }

  return (
    <form className="record" onSubmit={(event) => void submit(event)} noValidate>
      <header className="row-between">
        <h1>{isNew ? '记一次活动' : '修改活动记录'}</h1>
        {isNew && units.length > 1 ? (
          <label className="record-unit">
            <span className="visually-hidden">记录单位</span>
            <select
              className="input"
              value={record.unit.code}
              onChange={(event) => {
                const unit = units.find((one) => one.code === event.target.value)!
                changeRecord((before) => ({ ...before, unit: { code: unit.code, name: unit.name } }))
              }}
            >
              {units.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <span className="quiet">{record.unit.name}</span>
        )}
      </header>
      {resumed && (
        <div className="notice row-between">
          <span>接着上次没存完的（{sayInstant(record.savedAt)}）。</span>
          <span className="row">
            <button type="button" className="link-button" onClick={() => setResumed(false)}>
              好
            </button>
            <button type="button" className="link-button" onClick={() => void leave()}>
              {isNew ? '不要了，重新记' : '放弃这些修改'}
            </button>
          </span>
        </div>
      )}
      {record.problem && record.state !== 'draft' && (
        <div className="notice notice-danger" role="alert">
          {record.problem.detail}
        </div>
      )}
      <PhotoInput
        files={record.files}
        error={errorOf('files')}
        onChange={(work) => {
          setErrors((before) => before.filter((one) => !one.path.startsWith('content.files')))
          changeRecord((before) => ({ ...before, files: work(before.files) }))
        }}
        onChosen={(pictures) => void readFacts(pictures)}
      />
      {facts && (
        <PhotoQuestion
          facts={facts}
          usableDay={(day) => day >= definition.startsOn && day <= definition.endsOn && day <= today}
          change={change}
          onAnswer={setFacts}
        />
      )}
      {picking ? (
        <>
          {isNew && content.type === '' && (
            <BeginWith
              campaign={record.campaign}
              unit={record.unit.code}
              onBegin={(given) => {
                const next = beginWith(content, definition, given)
                update(() => next)
                setPicking(next.type === '')
              }}
            />
          )}
          <TypePicker
            definition={definition}
            recent={beginnings?.recent.flatMap((one) => one.content.type ?? []) ?? []}
            error={errorOf('type')}
            onPick={(key) => {
              setErrors([])
              update((before) => chooseType(before, definition, key))
              setPicking(false)
            }}
          />
        </>
      ) : (
        <>
          <p className="record-type">
            <span>
              <span className="visually-hidden">活动类型：</span>
              <b>{type?.title}</b>
            </span>
            <button type="button" className="link-button" onClick={() => setPicking(true)}>
              换类型
            </button>
          </p>
          <Field label="名称" error={errorOf('title')}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                maxLength={100}
                value={content.title}
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
          {type && <MeasureInputs type={type} content={content} errorOf={errorOf} change={change} />}
          <div className="record-when">
            <Field label="日期" error={errorOf('day')}>
              {(ids) => (
                <input
                  {...ids}
                  type="date"
                  className="input"
                  min={definition.startsOn}
                  max={today < definition.endsOn ? today : definition.endsOn}
                  value={content.day}
                  onChange={(event) => change({ day: event.target.value })}
                />
              )}
            </Field>
            <TimeField label="开始" field="startTime" {...part} />
            <TimeField label="结束" field="endTime" {...part} />
          </div>
          <PlaceField
            content={content}
            places={beginnings?.places ?? []}
            error={errorOf('place') ?? errorOf('latitude')}
            change={change}
          />
          <DimensionChips {...part} />
          <NarrativeField {...part} />
          <KeyField {...part} />
          <PartnerPicker
            campaign={record.campaign}
            own={record.unit.code}
            value={content.partners}
            error={errorOf('partners')}
            onChange={(partners) => change({ partners })}
          />
          <AudienceField {...part} />
        </>
      )}
      {/* Nothing can be saved before it is said what it was. */}
      {!(picking && content.type === '') && (
        <div className="record-bar">
          {failure && (
            <p className="field-error" role="alert">
              {failure}
            </p>
          )}
          <span className="quiet">
            {errors.length > 0
              ? `还有 ${errors.length} 处要改。`
              : online
                ? '保存后马上发送。'
                : '没有网络也能保存，联网后自动发送。'}
          </span>
          {!isNew && (
            <button type="button" className="button" onClick={() => void leave()}>
              不改了
            </button>
          )}
          <button type="submit" className="button button-primary record-save">
            保存
          </button>
        </div>
      )}
    </form>
  )
}

function TimeField({
  label,
  field,
  content,
  errorOf,
  change,
}: {
  label: string
  field: 'startTime' | 'endTime'
  content: ActivityContent
  errorOf: (field: string) => string | undefined
  change: (part: Partial<ActivityContent>) => void
}) {
  return (
    <Field label={label} error={errorOf(field)}>
      {(ids) => (
        <input
          {...ids}
          type="time"
          className="input"
          value={content[field] ?? ''}
          onChange={(event) => change({ [field]: event.target.value.slice(0, 5) || null })}
        />
      )}
    </Field>
  )
}
