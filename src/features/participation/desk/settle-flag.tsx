import { useQueryClient } from '@tanstack/react-query'
import { SettleForm } from '../../remarks/desk/settle-form.tsx'
import { callApi } from '../../../platform/web/call-api.ts'
import { notify } from '../../../platform/web/notify.tsx'
import { settleFlag } from '../contract.ts'

export function SettleFlag({ campaign, flag }: { campaign: string; flag: string }) {
  const client = useQueryClient()
  return (
    <SettleForm
      placeholder="如：已电话核实，系企业组织职工集中参加"
      settle={(note) => callApi(settleFlag, { params: { campaign, flag }, body: { note } })}
      onSettled={() => {
        void client.invalidateQueries({ queryKey: ['participation', campaign, 'flags'] })
        notify('已办结这条疑点。')
      }}
    />
  )
}
