import { type FormEvent, useState } from 'react'
import { type Role, roleNames, roles } from '../../../platform/shared/permissions.ts'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { createUser } from '../contract.ts'

/** One new account with one role at one unit. */
export function AddUser({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (added: { username: string; password: string }) => void
}) {
  const [role, setRole] = useState<Role>('liaison')
  const [given, setGiven] = useState({ username: '', name: '', unit: '' })
  const [error, setError] = useState<string>()
  const add = async (event: FormEvent) => {
    event.preventDefault()
    try {
      const { user, password } = await callApi(createUser, {
        body: {
          username: given.username.trim(),
          name: given.name.trim(),
          grants: [{ role, unit: given.unit.trim() }],
        },
      })
      onAdded({ username: user.username, password })
    } catch (problem) {
      const known = problem instanceof ApiProblem ? problem : null
      setError(known ? (known.errors[0]?.message ?? known.message) : '没有成功，请重试。')
    }
  }
  const input = (key: keyof typeof given, label: string, help?: string) => (
    <Field label={label} help={help}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          value={given[key]}
          autoComplete="off"
          onChange={(event) => setGiven({ ...given, [key]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <Dialog title="新建账号" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void add(event)} noValidate>
        {input('username', '用户名', '小写字母、数字或 . _ -')}
        {input('name', '名称', '如“某某县联络员”')}
        <Field label="角色">
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={role}
              onChange={(event) => setRole(event.target.value as Role)}
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {roleNames[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {input('unit', '单位代码', '活动名录（units.csv）中的代码')}
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
        <button type="submit" className="button button-primary">
          新建
        </button>
      </form>
    </Dialog>
  )
}
