import { useEffect, useState, useSyncExternalStore } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { serverNow } from '../../../platform/web/use-now.ts'
import { type DraftView, saveDraft } from '../contract.ts'
import { DraftKeeper, type KeeperState } from './draft-keeper.ts'
import type { ReportAddress } from './submit-attempt.ts'

/** The draft under the writer's hands. */
export function useDraft(
  address: ReportAddress,
  draft: DraftView,
): { keeper: DraftKeeper; state: KeeperState } {
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        storageKey: `anyue.draft.${address.username}.${address.obligation}`,
        draft,
        now: serverNow,
        save: (baseVersion, content) =>
          callApi(saveDraft, {
            params: { campaign: address.campaign, obligation: address.obligation },
            body: { baseVersion, content },
          }),
      }),
  )
  const state = useSyncExternalStore(keeper.subscribe, keeper.read)
  useEffect(() => keeper.start(), [keeper])
  useEffect(() => {
    if (!state.unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [state.unsaved])
  return { keeper, state }
}
