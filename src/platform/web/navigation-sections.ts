import type { Permission } from '../shared/permissions.ts'

export interface NavigationEntry {
  to: string
  /** The other tab of the same page. */
  also?: string
  label: string
  /** One of these is enough. */
  permissions: Permission[]
}

interface NavigationSection {
  /** Null: its pages stand in the bar themselves. */
  label: string | null
  entries: NavigationEntry[]
}

/** Every page that can be opened from the bar, in the order of the work: what is due, the record, its sums, the public. */
const sections: NavigationSection[] = [
  {
    label: null,
    entries: [
      {
        to: '/',
        label: '今天',
        permissions: ['report.write', 'report.review', 'report.sign-off', 'activity.write'],
      },
      { to: '/inbox', label: '待审', permissions: ['report.review'] },
      { to: '/matrix', label: '进度', permissions: ['report.review', 'audit.read', 'report.sign-off'] },
    ],
  },
  {
    label: '台账',
    entries: [
      { to: '/activities', label: '活动台账', permissions: ['report.read'] },
      { to: '/clippings', also: '/cases', label: '媒体与案例', permissions: ['report.read'] },
      { to: '/remarks', label: '佐证提示', permissions: ['remark.read'] },
      { to: '/overview', label: '工作画面', permissions: ['report.read'] },
    ],
  },
  {
    label: '统计',
    entries: [
      { to: '/statistics', label: '统计表', permissions: ['statistics.read'] },
      { to: '/participation', label: '网上参与', permissions: ['statistics.read'] },
      { to: '/snapshots', label: '快照', permissions: ['statistics.publish', 'audit.read'] },
    ],
  },
  {
    label: '公众参与',
    entries: [
      { to: '/articles', label: '门户内容', permissions: ['portal.write'] },
      { to: '/contests', label: '线上答题', permissions: ['contest.read'] },
      { to: '/questions', label: '题库', permissions: ['question.manage'] },
      { to: '/live', label: '现场竞赛', permissions: ['live.run'] },
      { to: '/pledges', label: '倡议书', permissions: ['pledge.read'] },
      { to: '/topics', label: '话题作品', permissions: ['topic.moderate'] },
      { to: '/consultations', label: '专家会诊', permissions: ['consultation.answer'] },
    ],
  },
  {
    label: '管理',
    entries: [
      { to: '/campaign', label: '报送任务', permissions: ['report.read', 'campaign.load'] },
      { to: '/liaisons', label: '联络员', permissions: ['report.read'] },
      { to: '/users', label: '账号', permissions: ['account.manage'] },
      { to: '/feedback', label: '意见与投诉', permissions: ['feedback.answer'] },
      { to: '/audit', label: '审计日志', permissions: ['audit.read'] },
    ],
  },
]

/** The sections with what somebody of these permissions may open; those with nothing are left out. */
export function ownSections(permissions: readonly Permission[]): NavigationSection[] {
  return sections
    .map(({ label, entries }) => ({
      label,
      entries: entries.filter((entry) => entry.permissions.some((one) => permissions.includes(one))),
    }))
    .filter(({ entries }) => entries.length > 0)
}
