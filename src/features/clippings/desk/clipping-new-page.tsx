import { dateOf } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { ClippingForm } from './clipping-form.tsx'
import { NewRecord } from './new-record.tsx'

export default function ClippingNewPage() {
  const today = dateOf(useNow())
  return (
    <NewRecord
      title="记一条报道"
      what="媒体报道"
      list="/clippings"
      isCollected={(recording) => recording.clippings !== undefined}
    >
      {(form) => (
        <ClippingForm
          {...form}
          content={{
            outlet: '',
            level: '',
            medium: '',
            day: today < form.definition.endsOn ? today : form.definition.endsOn,
            title: '',
            link: null,
            topic: '',
            quantity: null,
            files: [],
          }}
        />
      )}
    </NewRecord>
  )
}
