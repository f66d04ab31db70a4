import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 } from 'uuid'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { dateOf } from '../../../platform/web/say-time.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { ClippingForm } from './clipping-form.tsx'
import { UnitChoice } from './unit-choice.tsx'
import { useOwnUnits } from './use-own-units.ts'
import './media.css'

export default function ClippingNewPage() {
  usePageTitle('记一条报道')
  const campaign = useCampaign()
  const units = useOwnUnits()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const now = useNow()
  const [id] = useState(() => v7())
  const [unit, setUnit] = useState(units[0]?.code ?? '')
  const { definition } = campaign
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (!definition) return <Loading rows={8} />
  if (!definition.recording.clippings) return <EmptyState title="本次活动不收集媒体报道。" />
  if (units.length === 0) return <EmptyState title="媒体报道由各单位的联络员和记录员记录。" />
  const today = dateOf(now)
  return (
    <div className="media-page">
      <h1>记一条报道</h1>
      <UnitChoice units={units} value={unit} onChange={setUnit} />
      <ClippingForm
        key={unit}
        campaign={campaign.key!}
        definition={definition}
        record={{
          id,
          unit,
          version: 0,
          content: {
            outlet: '',
            level: '',
            medium: '',
            day: today < definition.endsOn ? today : definition.endsOn,
            title: '',
            link: null,
            topic: '',
            quantity: null,
            files: [],
          },
        }}
        onSaved={(view) => {
          void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
          notify('已记录。')
          void navigate({
            to: '/clippings/$clipping' as never,
            params: { clipping: view.id } as never,
            replace: true,
          })
        }}
        onCancel={() => void navigate({ to: '/clippings' as never })}
      />
    </div>
  )
}
