import { Optional } from '../../clippings/desk/optional.tsx'
import { RecordFormFrame } from '../../clippings/desk/record-form-frame.tsx'
import {
  type RecordFormProps,
  findSchemaErrors,
  useRecordForm,
} from '../../clippings/desk/use-record-form.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { dateOf } from '../../../platform/web/say-time.ts'
import { TextField } from '../../../platform/web/text-field.tsx'
import { useNow } from '../../../platform/web/use-now.ts'
import { type CaseContent, type CaseView, caseContent, saveCase } from '../contract.ts'
import { findCaseErrors, findRealName } from '../rules.ts'
import { AmountInput } from './amount-input.tsx'
import { BasesInput } from './bases-input.tsx'
import { ExposureInput } from './exposure-input.tsx'

export function CaseForm({
  campaign,
  definition,
  record,
  content: start,
  onSaved,
  onCancel,
}: RecordFormProps<CaseContent, CaseView>) {
  const today = dateOf(useNow())
  const form = useRecordForm(
    start,
    (content) => [
      ...findSchemaErrors(caseContent, { ...content, bases: tidyBases(content.bases) }),
      ...findCaseErrors(content, definition, today),
    ],
    (content) =>
      callApi(saveCase, {
        params: { campaign, case: record.id },
        query: { unit: record.unit },
        body: {
          baseVersion: record.version,
          content: { ...content, bases: tidyBases(content.bases) },
        },
      }),
    onSaved,
  )
  const { content, change, errorAt } = form
  const name = findRealName(`${content.title}\n${content.facts}\n${content.penalty}`)
  const flags = definition.recording.cases?.flags ?? []
  return (
    <RecordFormFrame
      form={form}
      unit={record.unit}
      filesHelp="可附处罚决定书（隐去姓名）、曝光截图等。"
      onCancel={onCancel}
    >
      <TextField
        label="案例名称"
        help="人和企业不写真实名称，用“某企业”“张某某”。"
        error={errorAt('title')}
        maxLength={200}
        value={content.title}
        onChange={(title) => change({ title })}
      />
      <TextField
        label="违法事实"
        help="什么时候、什么单位、违反了什么。"
        error={errorAt('facts')}
        rows={6}
        maxLength={1500}
        value={content.facts}
        onChange={(facts) => change({ facts })}
      />
      {name && (
        <p className="notice notice-amber">
          “{name}”像是真实名称。对外曝光和报送时一般写“某企业”，是否改一下？
        </p>
      )}
      <Field label={<Optional>处罚决定日期</Optional>} error={errorAt('decidedOn')}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            style={{ maxWidth: '14rem' }}
            type="date"
            max={today}
            value={content.decidedOn ?? ''}
            onChange={(event) => change({ decidedOn: event.target.value || null })}
          />
        )}
      </Field>
      <TextField
        label={<Optional>处理结果</Optional>}
        error={errorAt('penalty')}
        rows={3}
        maxLength={1000}
        value={content.penalty}
        onChange={(penalty) => change({ penalty })}
      />
      <AmountInput
        value={content.amount}
        error={errorAt('amount')}
        onChange={(amount) => change({ amount })}
      />
      <BasesInput
        bases={content.bases}
        decidedOn={content.decidedOn}
        error={errorAt('bases')}
        onChange={(bases) => change({ bases })}
      />
      <fieldset className="media-group field">
        <legend>
          <Optional how="选填，可多选">情形</Optional>
        </legend>
        {flags.map((one) => (
          <label key={one.value} className="media-choice">
            <input
              type="checkbox"
              checked={content.flags.includes(one.value)}
              onChange={(event) =>
                change((before) => ({
                  flags: event.target.checked
                    ? [...before.flags, one.value]
                    : before.flags.filter((flag) => flag !== one.value),
                }))
              }
            />
            {one.label}
          </label>
        ))}
        {errorAt('flags') && <div className="field-error">{errorAt('flags')}</div>}
      </fieldset>
      <ExposureInput
        campaign={campaign}
        unit={record.unit}
        value={content}
        min={definition.startsOn}
        max={today < definition.endsOn ? today : definition.endsOn}
        errorAt={errorAt}
        onChange={({ clipping, outlet, exposedOn }) => change({ clipping, outlet, exposedOn })}
      />
    </RecordFormFrame>
  )
}

function tidyBases(bases: string[]): string[] {
  return bases.map((one) => one.trim()).filter(Boolean)
}
