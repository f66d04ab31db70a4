import { useSearch } from '@tanstack/react-router'
import { NewRecord } from '../../clippings/desk/new-record.tsx'
import { CaseForm } from './case-form.tsx'

/** `?clipping=`: the case that a report exposes. */
export default function CaseNewPage() {
  const { clipping } = useSearch({ strict: false }) as { clipping?: string }
  return (
    <NewRecord
      title="记一个典型案例"
      what="典型案例"
      list="/cases"
      isCollected={(recording) => recording.cases !== undefined}
    >
      {(form) => (
        <CaseForm
          {...form}
          content={{
            title: '',
            facts: '',
            decidedOn: null,
            penalty: '',
            amount: null,
            bases: [],
            flags: [],
            clipping: clipping ?? null,
            outlet: null,
            exposedOn: null,
            files: [],
          }}
        />
      )}
    </NewRecord>
  )
}
