import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { findForm } from '../../campaign/definition.ts'
import type { CampaignInBrowser } from '../../campaign/desk/use-campaign.ts'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify, notifyProblem } from '../../../platform/web/notify.tsx'
import { useKeys, useKeysOn } from '../../../platform/web/use-keys.ts'
import { type SubmissionView, acceptSubmission, returnSubmission, signOffSubmission } from '../contract.ts'
import { listRemarkTargets } from '../remark-targets.ts'
import type { useRemarkDraft } from './remark-draft.tsx'
import { ReturnDialog } from './return-dialog.tsx'

/** What the caller may decide on this revision; the server's `may` says which. */
export function ReviewActions({
  campaign,
  definition,
  submission,
  draft,
  onDecided,
}: {
  campaign: string
  definition: CampaignInBrowser
  submission: SubmissionView
  draft: ReturnType<typeof useRemarkDraft>
  onDecided: () => void
}) {
  const queries = useQueryClient()
  const [returning, setReturning] = useState(false)
  const [busy, setBusy] = useState(false)
  const keysOn = useKeysOn()
  const { may, obligation } = submission
  const params = { campaign, submission: submission.id }
  const decide = async (said: string, work: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    try {
      await work()
      notify(said)
      setReturning(false)
      draft.clear()
      onDecided()
    } catch (error) {
      notifyProblem(error)
    } finally {
      setBusy(false)
      await queries.invalidateQueries()
    }
  }
  const accept = () => {
    if (draft.written.length > 0) {
      notify(`有 ${draft.written.length} 条批注还没有发出。批注随退回发出；要通过，请先删去批注。`, {
        kind: 'problem',
      })
      return
    }
    void decide(`${may.check ? '已核过' : '已通过'}：${obligation.unit.name}`, () =>
      callApi(acceptSubmission, { params, body: {} }),
    )
  }
  const decides = may.check || may.accept
  useKeys({ a: decides ? accept : undefined, r: may.return ? () => setReturning(true) : undefined })
  if (!decides && !may.return && !may.signOff) return null
  return (
    <div className="review-actions no-print">
      {decides && (
        <button
          type="button"
          className="button button-primary"
          aria-keyshortcuts={keysOn ? 'a' : undefined}
          aria-disabled={busy}
          onClick={accept}
        >
          {may.check ? '核过' : '通过'}
          {keysOn && <kbd aria-hidden="true">a</kbd>}
        </button>
      )}
      {may.return && (
        <button
          type="button"
          className="button"
          aria-keyshortcuts={keysOn ? 'r' : undefined}
          aria-disabled={busy}
          onClick={() => setReturning(true)}
        >
          退回
          {keysOn && <kbd aria-hidden="true">r</kbd>}
        </button>
      )}
      {may.signOff && (
        <button
          type="button"
          className="button button-primary"
          aria-disabled={busy}
          onClick={() => void decide('已签阅。', () => callApi(signOffSubmission, { params }))}
        >
          签阅
        </button>
      )}
      {may.check && <p className="review-note">核过后交上级审定；上级审定前，你仍可退回。</p>}
      {draft.written.length > 0 && (
        <p className="review-note">有 {draft.written.length} 条批注，随退回一并发出。</p>
      )}
      {returning && (
        <ReturnDialog
          obligation={obligation}
          targets={listRemarkTargets(
            submission.content,
            findForm(definition, obligation.task.form),
            definition,
          )}
          draft={draft}
          busy={busy}
          onClose={() => setReturning(false)}
          onReturn={(answer) =>
            void decide(`已退回：${obligation.unit.name}`, () =>
              callApi(returnSubmission, { params, body: answer }),
            )
          }
        />
      )}
    </div>
  )
}
