import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { EmptyState, ProblemState, QueryState } from '../../../platform/web/page-state.tsx'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { useMay } from '../../../platform/web/session.ts'
import { useNow } from '../../../platform/web/use-now.ts'
import { type Chased, ChaseDialog } from './chase-dialog.tsx'
import { MatrixView } from './matrix-view.tsx'
import { ProgressFigures } from './progress-figures.tsx'
import { useMatrix } from './use-matrix.ts'

/** Who has reported what, for everybody who may see it. */
export default function MatrixPage() {
  usePageTitle('进度')
  const campaign = useCampaign()
  const now = useNow()
  const matrix = useMatrix(campaign.key)
  const mayChase = useMay('report.review')
  const [chasing, setChasing] = useState<Chased | null>(null)
  if (campaign.error) return <ProblemState error={campaign.error} retry={campaign.retry} />
  if (campaign.none) return <EmptyState title="还没有载入活动。" />
  return (
    <div className="stack">
      <h1>进度</h1>
      {campaign.key && <ProgressFigures campaign={campaign.key} />}
      <QueryState query={matrix} rows={10}>
        {(data) => (
          <>
            <MatrixView data={data} now={now} onChase={mayChase ? setChasing : undefined} />
            {chasing !== null && (
              <ChaseDialog campaign={campaign.key!} period={chasing} onClose={() => setChasing(null)} />
            )}
          </>
        )}
      </QueryState>
    </div>
  )
}
