import { useLocation, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { EmptyState, Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useUser } from '../../../platform/web/session.ts'
import { type CampaignInBrowser, useCampaign } from '../../campaign/desk/use-campaign.ts'
import { type Loaded, type Wanted, loadRecord } from './load-record.ts'
import { RecordDone } from './record-done.tsx'
import { RecordForm } from './record-form.tsx'
import { useOwnUnits } from './use-recording.ts'
import './record.css'

/** Records an activity, or changes one. */
export default function RecordPage() {
  const { activity } = useParams({ strict: false }) as { activity?: string }
  const { waiting, like } = useSearch({ strict: false }) as Wanted
  usePageTitle(activity || waiting ? '修改活动记录' : '记一次活动')
  const campaign = useCampaign()
  // The state of the history entry: "once more" from the receipt is the same address and a new page.
  const { state } = useLocation()
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  if (!campaign.definition) return <Loading rows={8} />
  return (
    <Recording
      key={`${activity} ${waiting} ${like} ${state.key}`}
      definition={campaign.definition}
      wanted={{ activity, waiting, like }}
    />
  )
}

function Recording({ definition, wanted }: { definition: CampaignInBrowser; wanted: Wanted }) {
  const { username } = useUser()
  const units = useOwnUnits()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [done, setDone] = useState<string | null>(null)

  function load(afresh: boolean): void {
    setError(null)
    setLoaded(null)
    loadRecord(afresh ? { ...wanted, waiting: undefined } : wanted, username, definition, units[0]).then(
      setLoaded,
      setError,
    )
  }
  useEffect(() => load(false), [])

  if (done) return <RecordDone id={done} definition={definition} />
  if (error) return <ProblemState error={error} retry={() => load(false)} />
  if (!loaded) return <Loading rows={8} />
  return (
    <RecordForm
      key={loaded.record.id}
      loaded={loaded}
      definition={definition}
      units={units}
      onSaved={(id) => {
        setDone(id)
        window.scrollTo(0, 0)
      }}
      onAfresh={() => load(true)}
    />
  )
}
