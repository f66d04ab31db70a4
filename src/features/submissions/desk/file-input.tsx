import { FilePicker } from '../../evidence/desk/file-picker.tsx'
import type { FileKind } from '../../evidence/rules.ts'
import type { FileReference } from '../content.ts'
import { useReport } from './report-context.ts'
import { proveStart } from './submit-attempt.ts'

/** Files of an open report; the first one proves when the work began. */
export function FileInput({
  path,
  ...of
}: {
  path: string
  label: string
  accept: FileKind[]
  max: number
  files: FileReference[]
  onChange: (update: (files: FileReference[]) => FileReference[]) => void
}) {
  const { uploading, clearError, unit, address } = useReport()
  return (
    <FilePicker
      {...of}
      unit={unit}
      onUploading={uploading}
      onAdd={() => {
        clearError(path)
        void proveStart(address)
      }}
    />
  )
}
