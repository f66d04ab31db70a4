import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { Permission } from '../shared/permissions.ts'
import type { SignedInUser } from './session.ts'

interface Entry {
  to: string
  /** Another page of the same kind. */
  also?: string
  label: string
  /** One of these is enough. */
  permissions: Permission[]
}

const entries: Entry[] = [
  {
    to: '/',
    label: '今天',
    permissions: ['report.write', 'report.review', 'report.sign-off', 'activity.write'],
  },
  { to: '/inbox', label: '待审', permissions: ['report.review'] },
  { to: '/matrix', label: '进度', permissions: ['report.review', 'audit.read', 'report.sign-off'] },
  { to: '/activities', label: '台账', permissions: ['report.read'] },
  { to: '/statistics', label: '统计表', permissions: ['statistics.read'] },
  { to: '/clippings', also: '/cases', label: '媒体与案例', permissions: ['report.read'] },
  { to: '/contests', label: '答题', permissions: ['contest.read'] },
  { to: '/pledges', label: '倡议书', permissions: ['pledge.read'] },
  { to: '/overview', label: '画面', permissions: ['report.read'] },
  { to: '/participation', label: '网上参与', permissions: ['statistics.read'] },
  { to: '/live', label: '现场竞赛', permissions: ['live.run'] },
  { to: '/snapshots', label: '快照', permissions: ['statistics.publish', 'audit.read'] },
  { to: '/topics', label: '话题', permissions: ['topic.moderate'] },
  { to: '/consultations', label: '会诊', permissions: ['consultation.answer'] },
  { to: '/articles', label: '门户内容', permissions: ['portal.write'] },
  { to: '/remarks', label: '提示', permissions: ['remark.read'] },
  { to: '/liaisons', label: '联络员', permissions: ['report.read'] },
  { to: '/campaign', label: '报送任务', permissions: ['report.read', 'campaign.load'] },
  { to: '/questions', label: '题库', permissions: ['question.manage'] },
  { to: '/feedback', label: '意见', permissions: ['feedback.answer'] },
  { to: '/users', label: '账号', permissions: ['account.manage'] },
  { to: '/audit', label: '审计', permissions: ['audit.read'] },
]

/** What this person may open; on a narrow screen behind one button. */
export function Navigation({ user }: { user: SignedInUser }) {
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  const own = entries.filter((entry) => entry.permissions.some((one) => user.permissions.includes(one)))
  if (own.length < 2) return null
  return (
    <nav className="shell-nav" aria-label="主导航">
      <button
        type="button"
        className="shell-nav-button"
        aria-expanded={open}
        aria-controls="shell-nav-list"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">☰</span> 菜单
      </button>
      <ul id="shell-nav-list" className={open ? 'shell-nav-list shell-nav-open' : 'shell-nav-list'}>
        {own.map((entry) => (
          <li key={entry.to}>
            <Link
              to={entry.to}
              activeOptions={{ exact: entry.to === '/' }}
              activeProps={{ 'aria-current': 'page' }}
              {...(entry.also && pathname.startsWith(entry.also) ? { 'aria-current': 'page' as const } : {})}
              onClick={() => setOpen(false)}
            >
              {entry.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
