import { Field } from '../../../platform/web/field.tsx'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { findTask } from '../../campaign/definition.ts'
import { sayDay } from '../../../platform/web/say-time.ts'
import type { ActivityContent } from '../contract.ts'

interface Part {
  definition: CampaignInBrowser
  content: ActivityContent
  errorOf: (field: string) => string | undefined
  change: (part: Partial<ActivityContent>) => void
}

/** E.g. 五进: several may fit. */
export function DimensionChips({ definition, content, change }: Part) {
  const { dimension } = definition.recording
  if (!dimension) return null
  const { dimensions } = content
  return (
    <fieldset className="field chip-field">
      <legend className="field-label">
        {dimension.label}
        <span className="optional">（选填，可多选）</span>
      </legend>
      <div className="chips">
        {dimension.options.map((one) => {
          const chosen = dimensions.includes(one.value)
          return (
            <label key={one.value} className={chosen ? 'chip chip-chosen' : 'chip'}>
              <input
                type="checkbox"
                checked={chosen}
                onChange={() =>
                  change({
                    dimensions: definition.recording
                      .dimension!.options.map((option) => option.value)
                      .filter((value) => (value === one.value ? !chosen : dimensions.includes(value))),
                  })
                }
              />
              {one.label}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

export function AudienceField({ definition, content, errorOf, change }: Part) {
  const { audiences } = definition.recording
  if (audiences.length === 0) return null
  return (
    <Field
      label={
        <>
          对象<span className="optional">（选填）</span>
        </>
      }
      error={errorOf('audience')}
    >
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={content.audience ?? ''}
          onChange={(event) => change({ audience: event.target.value || null })}
        >
          <option value="">不填</option>
          {audiences.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function NarrativeField({ content, errorOf, change }: Omit<Part, 'definition'>) {
  const { length } = content.narrative
  return (
    <Field
      label={
        <>
          情况<span className="optional">（选填）</span>
        </>
      }
      help="几句话即可，周报和总结会从这里取文字。"
      error={errorOf('narrative') ?? (length > 5000 ? `已写 ${length} 字，最多 5000 字。` : undefined)}
    >
      {(ids) => (
        <textarea
          {...ids}
          className="input"
          rows={4}
          value={content.narrative}
          onChange={(event) => change({ narrative: event.target.value })}
        />
      )}
    </Field>
  )
}

/** The mark and what follows from it, before it is set. */
export function KeyField({ definition, content, change }: Omit<Part, 'errorOf'>) {
  const { keyTask } = definition.recording
  const task = keyTask ? findTask(definition, keyTask) : null
  return (
    <div className="field key-field">
      <label className="key-label">
        <input
          type="checkbox"
          checked={content.isKey}
          aria-describedby="key-consequence"
          onChange={(event) => change({ isKey: event.target.checked })}
        />
        重要、特色活动
      </label>
      {task && (
        <div id="key-consequence" className={content.isKey ? 'amber-text' : 'field-help'}>
          {content.isKey
            ? `保存后自动生成“${task.title}”，${content.day ? `${sayDay(content.day)} ` : '当天 '}24:00 前报送，文字和照片已从这条记录填好。`
            : `勾选后须当天 24:00 前报送“${task.title}”。`}
        </div>
      )}
    </div>
  )
}
