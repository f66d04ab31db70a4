import { useState } from 'react'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { ActivityType } from '../../campaign/recording.ts'

/** Large keys in the groups of the statistics table; what the unit used last stands on top. */
export function TypePicker({
  definition,
  recent,
  error,
  onPick,
}: {
  definition: CampaignInBrowser
  /** Keys, the last used first. */
  recent: string[]
  error: string | undefined
  onPick: (key: string) => void
}) {
  const [wanted, setWanted] = useState('')
  const { activityTypes } = definition.recording
  const found = activityTypes.filter((one) => one.title.includes(wanted.trim()))
  const groups = groupTypes(definition, found)
  const used = recent.flatMap((key) => activityTypes.find((one) => one.key === key) ?? []).slice(0, 4)
  return (
    <section className="type-picker" aria-labelledby="type-heading">
      <h2 id="type-heading">是什么活动？</h2>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <input
        type="search"
        className="input"
        aria-label="查找活动类型"
        placeholder="查找，如：演练"
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {!wanted && used.length > 0 && <Group title="最近用过" types={used} onPick={onPick} />}
      {groups.map(({ title, types }) => (
        <Group key={title} title={title} types={types} onPick={onPick} />
      ))}
      {groups.length === 0 && <p className="quiet">没有这样的类型，可换个词，或选“其他”。</p>}
    </section>
  )
}

function Group({
  title,
  types,
  onPick,
}: {
  title: string
  types: ActivityType[]
  onPick: (key: string) => void
}) {
  return (
    <div className="type-group" role="group" aria-label={title}>
      <h3 aria-hidden="true">{title}</h3>
      <div className="type-keys">
        {types.map((type) => (
          <button key={type.key} type="button" className="type-key" onClick={() => onPick(type.key)}>
            {type.title}
          </button>
        ))}
      </div>
    </div>
  )
}

export function groupTypes(
  definition: CampaignInBrowser,
  types: ActivityType[],
): { title: string; types: ActivityType[] }[] {
  const known = definition.statistics?.groups ?? []
  const keys = [...new Set([...known.map((one) => one.key), ...types.map((one) => one.group)])]
  return keys
    .map((key) => ({
      title: known.find((one) => one.key === key)?.title.replace(/\n/g, '') ?? '其他',
      types: types.filter((one) => one.group === key),
    }))
    .filter((group) => group.types.length > 0)
}
