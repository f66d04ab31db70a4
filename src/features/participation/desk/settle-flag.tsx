import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callApi } from '../../../platform/web/call-api.ts'
import { Field } from '../../../platform/web/field.tsx'
import { notify } from '../../../platform/web/notify.tsx'
import { settleFlag } from '../contract.ts'

export function SettleFlag({ campaign, flag }: { campaign: string; flag: string }) {
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const settle = useMutation({
    mutationFn: () => callApi(settleFlag, { params: { campaign, flag }, body: { note: note.trim() } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['participation', campaign, 'flags'] })
      notify('已办结这条疑点。')
    },
  })
  const ready = note.trim().length >= 2
  function send(event: FormEvent): void {
    event.preventDefault()
    if (ready && !settle.isPending) settle.mutate()
  }
  return (
    <form className="participation-settle" onSubmit={send}>
      <Field label="核实情况" error={settle.error?.message}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            maxLength={500}
            placeholder="如：已电话核实，系企业组织职工集中参加"
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={!ready || settle.isPending}>
        办结
      </button>
    </form>
  )
}
