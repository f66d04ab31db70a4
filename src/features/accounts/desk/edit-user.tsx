import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { changeUser, type userView } from '../contract.ts'
import { type DraftGrant, GrantsEditor, readGrants } from './grants-editor.tsx'

/** Name and roles of one account. */
export function EditUser({
  user,
  onClose,
  onSaved,
}: {
  user: z.output<typeof userView>
  onClose: () => void
  onSaved: () => void
}) {
  const [name, setName] = useState(user.name)
  const [grants, setGrants] = useState<DraftGrant[]>(user.grants.map(({ role, unit }) => ({ role, unit })))
  const [error, setError] = useState<string>()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = readGrants(grants)
    if (name.trim() === '') return setError('请填写名称。')
    if (!wanted) return setError('请给每个角色选一个单位。')
    try {
      await callApi(changeUser, {
        params: { user: user.id },
        body: {
          ...(name.trim() === user.name ? {} : { name: name.trim() }),
          ...(sayGrants(wanted) === sayGrants(user.grants.map((one) => ({ ...one, unit: one.unit.code })))
            ? {}
            : { grants: wanted }),
        },
      })
      onSaved()
    } catch (problem) {
      const known = problem instanceof ApiProblem ? problem : null
      setError(known ? (known.errors[0]?.message ?? known.message) : '没有成功，请重试。')
    }
  }
  return (
    <Dialog title={`修改 · ${user.name}`} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void save(event)} noValidate>
        <Field label="名称">
          {(ids) => (
            <input
              {...ids}
              className="input"
              autoComplete="off"
              maxLength={50}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <GrantsEditor grants={grants} onChange={setGrants} />
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <p className="field-help">改动马上生效，并记入审计日志。</p>
        <div className="row">
          <button type="submit" className="button button-primary">
            保存
          </button>
          <button type="button" className="button" onClick={onClose}>
            取消
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function sayGrants(grants: { role: string; unit: string }[]): string {
  return grants
    .map((one) => `${one.role} ${one.unit}`)
    .sort()
    .join(',')
}
