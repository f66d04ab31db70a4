import { type FormEvent, useState } from 'react'
import { ApiProblem, callApi } from '../../../platform/web/call-api.ts'
import { Dialog } from '../../../platform/web/dialog.tsx'
import { Field } from '../../../platform/web/field.tsx'
import { createUser } from '../contract.ts'
import { type DraftGrant, GrantsEditor, readGrants } from './grants-editor.tsx'

/** One new account; its first password is shown once by the page. */
export function AddUser({
  onClose,
  onAdded,
}: {
  onClose: () => void
  onAdded: (added: { username: string; password: string }) => void
}) {
  const [given, setGiven] = useState({ username: '', name: '' })
  const [grants, setGrants] = useState<DraftGrant[]>([{ role: 'liaison', unit: undefined }])
  const [errors, setErrors] = useState<Record<string, string>>({})
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = readGrants(grants)
    if (!wanted) return setErrors({ form: '请给每个角色选一个单位。' })
    try {
      const { user, password } = await callApi(createUser, {
        body: { username: given.username.trim(), name: given.name.trim(), grants: wanted },
      })
      onAdded({ username: user.username, password })
    } catch (problem) {
      setErrors(sortErrors(problem))
    }
  }
  return (
    <Dialog title="新建账号" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void add(event)} noValidate>
        <Field label="用户名" help="小写字母、数字或 . _ -，登录时用。" error={errors.username}>
          {(ids) => (
            <input
              {...ids}
              data-first-focus
              className="input"
              autoComplete="off"
              autoCapitalize="none"
              value={given.username}
              onChange={(event) => setGiven({ ...given, username: event.target.value })}
            />
          )}
        </Field>
        <Field label="名称" help="如“某某县联络员”，显示在报送和审核记录里。" error={errors.name}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              autoComplete="off"
              maxLength={50}
              value={given.name}
              onChange={(event) => setGiven({ ...given, name: event.target.value })}
            />
          )}
        </Field>
        <GrantsEditor grants={grants} onChange={setGrants} />
        {errors.form && (
          <p className="field-error" role="alert">
            {errors.form}
          </p>
        )}
        <p className="field-help">新建后给出一次性密码，只显示这一次。</p>
        <div className="row">
          <button type="submit" className="button button-primary">
            新建
          </button>
          <button type="button" className="button" onClick={onClose}>
            取消
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** Errors of fields that are shown at them; everything else under the form. */
function sortErrors(problem: unknown): Record<string, string> {
  if (!(problem instanceof ApiProblem)) return { form: '没有成功，请重试。' }
  if (problem.name === 'username-taken') return { username: problem.message }
  const at = Object.fromEntries(problem.errors.map((one) => [one.path, one.message]))
  if (at.name) at.name = '请填写名称，最多 50 个字。'
  return at.username || at.name ? at : { form: problem.errors[0]?.message ?? problem.message }
}
