import { useId, useRef, useState } from 'react'
import { Optional } from '../../clippings/desk/optional.tsx'
import { checkBasis } from '../../laws/citations.ts'
import { BasisFindings } from './basis-findings.tsx'
import { useLaws } from '../../laws/desk/use-laws.ts'

/** Legal bases, one a line, each answered while it is typed. A wrong article is said at its line and does not block. */
export function BasesInput({
  bases,
  decidedOn,
  error,
  onChange,
}: {
  bases: string[]
  decidedOn: string | null
  error: string | undefined
  onChange: (bases: string[]) => void
}) {
  const id = useId()
  const laws = useLaws()
  const [typing, setTyping] = useState<number | null>(null)
  const adding = useRef(false)
  const lines = bases.length > 0 ? bases : ['']
  const set = (index: number, text: string) => onChange(lines.map((one, at) => (at === index ? text : one)))
  return (
    <fieldset className="media-group field">
      <legend>
        <Optional>法律依据</Optional>
      </legend>
      <p className="field-help" id={`${id}-help`}>
        一行一条，如“安全生产法第九十四条第一款”“《消防法》第60条”；条号是否存在会随手核对。
      </p>
      {lines.map((text, index) => {
        const findings = text.trim() && laws ? checkBasis(text, laws, decidedOn) : []
        // Half a reference is not wrong yet.
        const shown = index === typing ? findings.filter((one) => one.kind !== 'unread') : findings
        const wrong = shown.some((one) => one.kind === 'missing')
        return (
          // Lines have no id; their place is what they are.
          <div className="media-basis" key={index}>
            <div className="media-basis-row">
              <input
                className="input"
                aria-label={`法律依据 ${index + 1}`}
                aria-describedby={`${id}-help ${id}-${index}`}
                aria-invalid={wrong || error ? true : undefined}
                maxLength={150}
                value={text}
                ref={(element) => {
                  if (element && adding.current && index === lines.length - 1) {
                    adding.current = false
                    element.focus()
                  }
                }}
                onFocus={() => setTyping(index)}
                onBlur={() => setTyping(null)}
                onChange={(event) => set(index, event.target.value)}
              />
              {lines.length > 1 && (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => onChange(lines.filter((_, at) => at !== index))}
                >
                  删除<span className="visually-hidden">第 {index + 1} 条依据</span>
                </button>
              )}
            </div>
            <BasisFindings id={`${id}-${index}`} findings={shown} />
          </div>
        )
      })}
      {error && <div className="field-error">{error}</div>}
      {lines.length < 12 && (
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              adding.current = true
              onChange([...lines, ''])
            }}
          >
            ＋ 再加一条依据
          </button>
        </div>
      )}
    </fieldset>
  )
}
