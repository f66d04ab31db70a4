import { useQuery } from '@tanstack/react-query'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { StateSign } from '../../obligations/desk/state-sign.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { Loading, ProblemState } from '../../../platform/web/page-state.tsx'
import { QueueBack } from '../../../platform/web/queue.tsx'
import { When } from '../../../platform/web/when.tsx'
import { readSubmission } from '../contract.ts'
import { ReviewSheet } from './review-sheet.tsx'

/** The report at hand; its head stands still while the report scrolls. */
export function InboxItem({
  campaign,
  id,
  onBack,
  onDecided,
}: {
  campaign: string
  id: string
  onBack: () => void
  onDecided: () => void
}) {
  const { definition } = useCampaign()
  const query = useQuery({
    queryKey: ['submission', id],
    queryFn: () => callApi(readSubmission, { params: { campaign, submission: id } }),
  })
  const one = query.data
  return (
    <section className="queue-sheet" aria-label="正在审核">
      <QueueBack onBack={onBack} />
      {query.error && !one ? (
        <ProblemState error={query.error} retry={() => void query.refetch()} />
      ) : !one || !definition ? (
        <Loading rows={8} />
      ) : (
        <ReviewSheet
          campaign={campaign}
          definition={definition}
          submission={one}
          onDecided={onDecided}
          heading={
            <>
              <h2 className="review-title">
                {one.obligation.unit.name} · {one.obligation.period.title}
              </h2>
              <p className="row quiet">
                <StateSign state={one.obligation.state} late={one.obligation.late} />
                {one.obligation.standing === 'checked' && <span>下级已核过</span>}
                <span>
                  第 {one.revision} 版，
                  <When at={one.submittedAt} /> 报送
                </span>
              </p>
            </>
          }
        />
      )}
    </section>
  )
}
