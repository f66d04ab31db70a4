import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Fragment, type ReactNode, useState } from 'react'
import { v7 } from 'uuid'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import type { MediaView } from '../media-record.ts'
import { UnitChoice } from './unit-choice.tsx'
import { useOwnUnits } from './use-own-units.ts'
import type { RecordFormProps } from './use-record-form.ts'
import './media.css'

/** The page on which a record is made; `children` draws its form. `what`: 「媒体报道」, which a campaign need not collect. */
export function NewRecord({
  title,
  what,
  list,
  isCollected,
  children,
}: {
  title: string
  what: string
  list: '/clippings' | '/cases'
  isCollected: (recording: CampaignInBrowser['recording']) => boolean
  children: (form: Omit<RecordFormProps<unknown, MediaView>, 'content'>) => ReactNode
}) {
  usePageTitle(title)
  const campaign = useCampaign()
  const units = useOwnUnits()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [id] = useState(() => v7())
  const [unit, setUnit] = useState(units[0]?.code ?? '')
  const { definition } = campaign
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (!definition) return <Loading rows={8} />
  if (!isCollected(definition.recording)) return <EmptyState title={`本次活动不收集${what}。`} />
  if (units.length === 0) return <EmptyState title={`${what}由各单位的联络员和记录员记录。`} />
  return (
    <div className="media-page">
      <h1>{title}</h1>
      <UnitChoice units={units} value={unit} onChange={setUnit} />
      <Fragment key={unit}>
        {children({
          campaign: campaign.key!,
          definition,
          record: { id, unit, version: 0 },
          onSaved: (view) => {
            void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
            notify('已记录。')
            void navigate({ to: `${list}/${view.id}` as never, replace: true })
          },
          onCancel: () => void navigate({ to: list }),
        })}
      </Fragment>
    </div>
  )
}
