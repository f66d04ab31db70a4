import { type Role, roleNames, roles } from '../../../platform/shared/permissions.ts'
import { UnitPicker } from '../../org/desk/unit-picker.tsx'

export interface DraftGrant {
  role: Role
  unit: { code: string; name: string } | undefined
}

/** What a role may do, in a line; `permissions.ts` is the rule. */
const roleHelp: Record<Role, string> = {
  admin: '管理账号和活动定义，看不到报送内容',
  reviewer: '审核、催报、改期限、发布快照',
  liaison: '填报本单位的报送',
  leader: '查看并签阅',
  auditor: '查看全部内容和审计日志，不能改动',
  recorder: '记活动台账',
  expert: '答复分派给自己的会诊问题，不看报送材料',
}

/** Roles, each at a unit chosen by name; a role covers the unit and all below it. */
export function GrantsEditor({
  grants,
  onChange,
}: {
  grants: DraftGrant[]
  onChange: (grants: DraftGrant[]) => void
}) {
  const set = (at: number, change: Partial<DraftGrant>) =>
    onChange(grants.map((grant, index) => (index === at ? { ...grant, ...change } : grant)))
  return (
    <fieldset className="grants">
      <legend className="field-label">角色</legend>
      <p className="field-help">角色对所选单位和它的全部下级有效。</p>
      {grants.map((grant, index) => (
        // Rows have no id; their place is what they are.
        <div key={index} className="grants-line" role="group" aria-label={`角色 ${index + 1}`}>
          <label>
            <span className="unit-picker-label">角色</span>
            <select
              className="input"
              value={grant.role}
              onChange={(event) => set(index, { role: event.target.value as Role })}
            >
              {roles.map((one) => (
                <option key={one} value={one}>
                  {roleNames[one]}
                </option>
              ))}
            </select>
          </label>
          <UnitPicker
            label="单位"
            placeholder="选一个单位"
            value={grant.unit}
            onPick={(unit) => set(index, { unit })}
          />
          <p className="field-help grants-help">{roleHelp[grant.role]}</p>
          {grants.length > 1 && (
            <button
              type="button"
              className="link-button grants-remove"
              onClick={() => onChange(grants.filter((_, at) => at !== index))}
            >
              去掉这个角色
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        className="button button-small"
        onClick={() => onChange([...grants, { role: 'liaison', unit: undefined }])}
      >
        ＋ 再加一个角色
      </button>
    </fieldset>
  )
}

/** For the request; null while a unit is missing. */
export function readGrants(grants: DraftGrant[]): { role: Role; unit: string }[] | null {
  if (grants.some((grant) => !grant.unit)) return null
  return grants.map((grant) => ({ role: grant.role, unit: grant.unit!.code }))
}
