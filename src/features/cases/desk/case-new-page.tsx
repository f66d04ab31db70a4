import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { v7 } from 'uuid'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { UnitChoice } from '../../clippings/desk/unit-choice.tsx'
import { useOwnUnits } from '../../clippings/desk/use-own-units.ts'
import '../../clippings/desk/media.css'
import { notify } from '../../../platform/web/notify.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { CaseForm } from './case-form.tsx'

/** `?clipping=`: the case that a report exposes. */
export default function CaseNewPage() {
  usePageTitle('记一个典型案例')
  const campaign = useCampaign()
  const units = useOwnUnits()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { clipping } = useSearch({ strict: false }) as { clipping?: string }
  const [id] = useState(() => v7())
  const [unit, setUnit] = useState(units[0]?.code ?? '')
  const { definition } = campaign
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (!definition) return <Loading rows={8} />
  if (!definition.recording.cases) return <EmptyState title="本次活动不收集典型案例。" />
  if (units.length === 0) return <EmptyState title="典型案例由各单位的联络员和记录员记录。" />
  return (
    <div className="media-page">
      <h1>记一个典型案例</h1>
      <UnitChoice units={units} value={unit} onChange={setUnit} />
      <CaseForm
        key={unit}
        campaign={campaign.key!}
        definition={definition}
        record={{
          id,
          unit,
          version: 0,
          content: {
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
          },
        }}
        onSaved={(view) => {
          void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
          notify('已记录。')
          void navigate({ to: '/cases/$case' as never, params: { case: view.id } as never, replace: true })
        }}
        onCancel={() => void navigate({ to: '/cases' as never })}
      />
    </div>
  )
}
