import { useState } from 'react'
import { canonicalJson } from '../../../platform/shared/canonical-json.ts'
import { When } from '../../../platform/web/when.tsx'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { ActivityContent, ActivityView } from '../contract.ts'
import { saveRecord } from './outbox/outbox-store.ts'
import { requestSending } from './outbox/start-sending.ts'
import { type WaitingRecord, contentToSend } from './outbox/waiting-record.ts'
import { beginEdit } from './begin-record.ts'
import { comparedFields, sayField } from './say-activity.ts'
import { usePartners } from './use-recording.ts'

type Side = 'mine' | 'theirs'

/** Two people changed the same record: every field that differs with both versions, and a choice for each. */
export function ActivityConflict({
  record,
  theirs,
  definition,
  onTakeTheirs,
}: {
  record: WaitingRecord
  theirs: ActivityView
  definition: CampaignInBrowser
  onTakeTheirs: () => void
}) {
  const mine = contentToSend(record)
  const units = usePartners(record.campaign).data?.items ?? []
  const nameOf = (code: string) =>
    [...theirs.partners, ...units].find((one) => one.code === code)?.name ?? code
  const rows = comparedFields.filter(({ fields }) =>
    fields.some((field) => !isSame(mine[field], theirs.content[field]) || hasUnsentFiles(record, field)),
  )
  const [choice, setChoice] = useState<Record<string, Side>>(() =>
    Object.fromEntries(rows.map((row) => [row.label, defaultSide(row.fields, record, mine)])),
  )

  async function send(): Promise<void> {
    const content: ActivityContent = { ...theirs.content }
    let files = beginEdit(record.author, record.campaign, theirs).files
    for (const { fields, label } of rows) {
      if (choice[label] !== 'mine') continue
      for (const field of fields) Object.assign(content, { [field]: mine[field] })
      if (label === '图片和文件') files = record.files
    }
    await saveRecord({ ...record, baseVersion: theirs.version, base: theirs.content, content, files })
    requestSending()
  }
  const cell = (content: ActivityContent, fields: readonly (keyof ActivityContent)[]) =>
    fields
      .map((field) => sayField(content, field, definition, nameOf))
      .filter(Boolean)
      .join('–') || '（空）'
  return (
    <section className="conflict stack" aria-label="两份内容">
      <p>
        服务器上的一份于 <When at={theirs.changedAt} /> 改过。
        {rows.length === 0 ? '两份内容相同。' : '请逐项选定要保留的：'}
      </p>
      {rows.map(({ fields, label }) => (
        <fieldset key={label} className="conflict-row">
          <legend>{label}</legend>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side} className={choice[label] === side ? 'conflict-chosen' : undefined}>
              <input
                type="radio"
                name={`${record.id} ${label}`}
                checked={choice[label] === side}
                onChange={() => setChoice({ ...choice, [label]: side })}
              />
              <span>
                <span className="quiet">{side === 'mine' ? '我改的' : '服务器上的'}</span>
                <br />
                {side === 'mine' && label === '图片和文件'
                  ? `${record.files.length} 个`
                  : cell(side === 'mine' ? mine : theirs.content, fields)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="row">
        <button type="button" className="button button-primary" onClick={() => void send()}>
          按选定的保存
        </button>
        <button type="button" className="button" onClick={onTakeTheirs}>
          全用服务器上的
        </button>
      </div>
    </section>
  )
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

function hasUnsentFiles(record: WaitingRecord, field: keyof ActivityContent): boolean {
  return field === 'files' && record.files.some((file) => file.fileId === null)
}

/** What its author did not touch is taken from the other version. */
function defaultSide(
  fields: readonly (keyof ActivityContent)[],
  record: WaitingRecord,
  mine: ActivityContent,
): Side {
  const { base } = record
  if (!base) return 'mine'
  return fields.every((field) => isSame(base[field], mine[field]) && !hasUnsentFiles(record, field))
    ? 'theirs'
    : 'mine'
}
