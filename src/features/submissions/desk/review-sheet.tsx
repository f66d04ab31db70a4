import type { ReactNode } from 'react'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import type { SubmissionView } from '../contract.ts'
import { RemarksOf } from '../../remarks/desk/remarks-of.tsx'
import { RemarkProvider, useRemarkDraft } from './remark-draft.tsx'
import { ReviewActions } from './review-actions.tsx'
import { ReviewHistory } from './review-history.tsx'
import { SubmissionContent } from './submission-content.tsx'
import './review.css'

/** One revision for reading and deciding: the report, and beside it actions, doubts, differences, history. */
export function ReviewSheet({
  campaign,
  definition,
  submission,
  heading,
  onDecided,
}: {
  campaign: string
  definition: CampaignInBrowser
  submission: SubmissionView
  heading: ReactNode
  onDecided: () => void
}) {
  const draft = useRemarkDraft(submission.id)
  return (
    <RemarkProvider draft={submission.may.return ? draft : null}>
      <div className="review-frame">
        <div className="review-sheet">
          <div className="review-head">{heading}</div>
          <aside className="review-side" aria-label="审核">
            <ReviewActions
              campaign={campaign}
              definition={definition}
              submission={submission}
              draft={draft}
              onDecided={onDecided}
            />
            <ReviewPoints submission={submission} />
            <RemarksOf campaign={campaign} subject={submission.id} />
            <ReviewHistory campaign={campaign} submission={submission} />
          </aside>
          <div className="stack review-body">
            <SubmissionContent submission={submission} definition={definition} />
          </div>
        </div>
      </div>
    </RemarkProvider>
  )
}

/** What deserves a look, each leading to its place in the report. */
function ReviewPoints({ submission }: { submission: SubmissionView }) {
  const { questions, differences, asked } = submission
  if (questions.length === 0 && differences.length === 0 && !asked) return null
  return (
    <section className="card stack review-points-card" aria-label="请留意">
      {asked && (
        <div>
          <h2>上次退回的理由</h2>
          <p className="submission-text">{asked.remark}</p>
        </div>
      )}
      {questions.length > 0 && (
        <div>
          <h2>请核对 {questions.length} 处</h2>
          <ul className="review-points">
            {questions.map((one) => (
              <li key={one.path + one.message}>
                <PlaceLink path={one.path}>{one.message}</PlaceLink>
              </li>
            ))}
          </ul>
        </div>
      )}
      {differences.length > 0 && (
        <div>
          <h2>与上一版不同 {differences.length} 处</h2>
          <ul className="review-points">
            {differences.map((one) => (
              <li key={one.path}>
                <PlaceLink path={one.path}>{one.label}</PlaceLink>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function PlaceLink({ path, children }: { path: string; children: ReactNode }) {
  return (
    <button
      type="button"
      className="link-button"
      onClick={() =>
        document
          .getElementById(`field-${path.replace('figureNotes.', 'figures.')}`)
          ?.scrollIntoView({ block: 'center' })
      }
    >
      {children}
    </button>
  )
}
