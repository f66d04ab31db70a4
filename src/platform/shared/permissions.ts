/**
 * THE list of who may do what. A grant is (role, org unit) and covers the unit and its whole subtree.
 * Source: issue "accounts and access"; separation of administrators and auditors: GB/T 22239-2019 8.1.5.
 */
export const roles = ['admin', 'reviewer', 'liaison', 'leader', 'auditor', 'recorder', 'expert'] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, string> = {
  admin: '系统管理员',
  reviewer: '审核员',
  liaison: '联络员',
  leader: '单位负责人',
  auditor: '审计员',
  recorder: '记录员',
  expert: '专家',
}

export const permissions = {
  'report.read': ['reviewer', 'liaison', 'leader', 'auditor', 'recorder'],
  'report.write': ['liaison'],
  'report.sign-off': ['leader'],
  'report.review': ['reviewer'],
  'activity.write': ['liaison', 'recorder'],
  'ledger.adjust': ['liaison'],
  'remark.read': ['reviewer', 'auditor'],
  'remark.settle': ['reviewer'],
  'participation.flag': ['reviewer'],
  'portal.write': ['reviewer'],
  'deadline.change': ['reviewer'],
  'statistics.read': ['reviewer', 'liaison', 'leader', 'auditor'],
  'statistics.publish': ['reviewer'],
  'personal-data.read': ['reviewer', 'auditor'],
  'campaign.load': ['admin'],
  'account.manage': ['admin'],
  'unit.read': ['admin', 'reviewer', 'liaison', 'leader', 'auditor', 'recorder', 'expert'],
  'unit.manage': ['admin'],
  'audit.read': ['auditor'],
  'pledge.read': ['reviewer', 'liaison', 'leader', 'auditor'],
  'certificate.read': ['reviewer', 'auditor'],
  'contest.read': ['reviewer', 'auditor'],
  'contest.manage': ['reviewer'],
  'question.manage': ['reviewer'],
  'feedback.answer': ['reviewer'],
  'topic.moderate': ['reviewer'],
  'consultation.answer': ['expert', 'reviewer'],
  'consultation.manage': ['reviewer'],
  'live.run': ['reviewer'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((name) => roleMay(role, name))
}

export function roleMay(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role)
}
