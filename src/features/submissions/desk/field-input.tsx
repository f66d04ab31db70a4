import type { FormField } from '../../campaign/definition.ts'
import type { FieldValue, FileReference } from '../content.ts'
import { FieldFrame } from './field-frame.tsx'
import { FileInput } from './file-input.tsx'
import { ListInput } from './list-input.tsx'
import { useReport } from './report-context.ts'
import { SimpleInput } from './simple-input.tsx'

/** One field of the form, by its type. */
export function FieldInput({ field }: { field: FormField }) {
  const { content, change, clearError } = useReport()
  const path = `fields.${field.key}`
  const value = content.fields[field.key]
  const set = (next: FieldValue) => {
    clearError(path)
    change((before) => ({ ...before, fields: { ...before.fields, [field.key]: next } }))
  }
  if (field.type === 'list') return <ListInput field={field} />
  if (field.type === 'files') {
    return (
      <FieldFrame path={path} label={field.label} help={field.help} required={field.required} group>
        {() => (
          <FileInput
            path={path}
            label={field.label}
            accept={field.accept}
            max={field.max}
            files={Array.isArray(value) ? (value as FileReference[]) : []}
            onChange={(update) =>
              change((before) => ({
                ...before,
                fields: {
                  ...before.fields,
                  [field.key]: update((before.fields[field.key] as FileReference[] | null | undefined) ?? []),
                },
              }))
            }
          />
        )}
      </FieldFrame>
    )
  }
  return (
    <FieldFrame path={path} label={field.label} help={field.help} required={field.required}>
      {(ids) => (
        <SimpleInput
          field={field}
          ids={ids}
          value={(value ?? null) as string | number | null}
          onChange={set}
        />
      )}
    </FieldFrame>
  )
}
