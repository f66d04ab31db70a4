import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCampaign } from '../../campaign/desk/use-campaign.ts'
import { notify, notifyProblem } from '../../../platform/web/notify.tsx'
import type { MediaView } from '../media-record.ts'

/** One record on its page: what the server knows of it, and what its recorder does with it. */
export function useMediaRecord<View extends MediaView>(
  kind: 'clipping' | 'case',
  id: string,
  calls: { [work in 'read' | 'remove' | 'restore']: (campaign: string) => Promise<View> },
) {
  const campaign = useCampaign()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const key = campaign.key ?? ''
  const query = useQuery({
    queryKey: [kind, id],
    queryFn: () => calls.read(key),
    enabled: campaign.key !== undefined,
  })

  function take(next: View): void {
    queries.setQueryData([kind, id], next)
    void queries.invalidateQueries({ predicate: (one) => one.queryKey[0] !== 'me' })
  }
  async function remove(): Promise<void> {
    try {
      take(await calls.remove(key))
      notify('已删除，统计数已扣除。', { action: { label: '撤销', run: () => void restore() } })
    } catch (problem) {
      notifyProblem(problem)
    }
  }
  async function restore(): Promise<void> {
    try {
      take(await calls.restore(key))
      notify('已恢复。')
    } catch (problem) {
      notifyProblem(problem)
    }
  }
  const view = query.data
  return {
    view,
    definition: campaign.definition,
    campaign: key,
    error: campaign.error ?? (view ? null : query.error),
    retry: () => void query.refetch(),
    editing: editing && view?.may.write === true,
    edit: () => setEditing(true),
    remove,
    restore,
    onSaved: (next: View) => {
      take(next)
      setEditing(false)
      notify('已保存。')
    },
    onCancel: () => setEditing(false),
  }
}
