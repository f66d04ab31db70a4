import './choice-buttons.css'

/** One of a few, side by side; `counts`: how many there are of each. */
export function ChoiceButtons<Value extends string>({
  label,
  choices,
  counts,
  value,
  onChoose,
}: {
  label: string
  choices: readonly (readonly [Value, string])[]
  counts?: Record<Value, number>
  value: Value
  onChoose: (value: Value) => void
}) {
  return (
    <div className="choice-buttons" role="group" aria-label={label}>
      {choices.map(([one, name]) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => onChoose(one)}>
          {name}
          {counts && (
            <>
              {' '}
              <span className="digits">{counts[one]}</span>
            </>
          )}
        </button>
      ))}
    </div>
  )
}
