import { useRef } from 'react'
import type { FormField } from '../../campaign/definition.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { FieldFrame } from './field-frame.tsx'
import { idOfPath, useReport } from './report-context.ts'
import { SimpleInput } from './simple-input.tsx'

type ListField = Extract<FormField, { type: 'list' }>
type Item = Record<string, string | number | null>

/** A repeated group: several liaisons, several cases. */
export function ListInput({ field }: { field: ListField }) {
  const { content, change, clearError } = useReport()
  const adding = useRef(false)
  const path = `fields.${field.key}`
  const stored = content.fields[field.key]
  const given = Array.isArray(stored) ? (stored as Item[]) : []
  const least = Math.max(field.min, field.required ? 1 : 0)
  const items: Item[] =
    given.length >= least ? given : [...given, ...Array.from({ length: least - given.length }, () => ({}))]

  const set = (next: Item[]) => {
    clearError(path)
    change((before) => ({ ...before, fields: { ...before.fields, [field.key]: next } }))
  }
  const setValue = (index: number, key: string, value: string | number | null) => {
    clearError(`${path}.${index}.${key}`)
    set(items.map((item, at) => (at === index ? { ...item, [key]: value } : item)))
  }
  function remove(index: number): void {
    const before = items
    for (const inner of field.fields) clearError(`${path}.${index}.${inner.key}`)
    set(items.filter((_, at) => at !== index))
    notify(`已删除第 ${index + 1} ${field.itemLabel}。`, {
      action: { label: '撤销', run: () => set(before) },
    })
  }

  return (
    <FieldFrame path={path} label={field.label} help={field.help} required={least > 0} group>
      {() => (
        <>
          {items.map((item, index) => (
            // Items have no id; their place is what they are.
            <div className="report-item" key={index} role="group" aria-label={`${field.label} ${index + 1}`}>
              <div className="row-between">
                <b>
                  {field.label} {index + 1}
                </b>
                {items.length > least && (
                  <button type="button" className="link-button" onClick={() => remove(index)}>
                    删除
                    <span className="visually-hidden">
                      第 {index + 1} {field.itemLabel}
                    </span>
                  </button>
                )}
              </div>
              <div className="report-item-fields">
                {field.fields.map((inner, at) => (
                  <div
                    key={inner.key}
                    className={inner.type === 'long-text' ? 'report-item-wide' : undefined}
                    ref={(element) => {
                      if (element && adding.current && at === 0 && index === items.length - 1) {
                        adding.current = false
                        element.querySelector('input')?.focus()
                      }
                    }}
                  >
                    <FieldFrame
                      path={`${path}.${index}.${inner.key}`}
                      label={inner.label}
                      help={inner.help}
                      required={inner.required}
                    >
                      {(ids) => (
                        <SimpleInput
                          field={inner}
                          ids={ids}
                          value={item[inner.key] ?? null}
                          onChange={(value) => setValue(index, inner.key, value)}
                        />
                      )}
                    </FieldFrame>
                  </div>
                ))}
              </div>
            </div>
          ))}
          {items.length < field.max && (
            <div>
              <button
                type="button"
                className="button"
                id={`${idOfPath(path)}-add`}
                onClick={() => {
                  adding.current = true
                  set([...items, {}])
                }}
              >
                ＋ 再加一{field.itemLabel}
              </button>
            </div>
          )}
        </>
      )}
    </FieldFrame>
  )
}
