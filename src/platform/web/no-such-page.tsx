import { Link } from '@tanstack/react-router'
import { EmptyState } from './page-state.tsx'
import { usePageTitle } from './page-title.ts'

export function NoSuchPage() {
  usePageTitle('没有这一页')
  return (
    <EmptyState title="没有这一页。">
      <p>
        地址可能已改变。<Link to="/">返回首页</Link>
      </p>
    </EmptyState>
  )
}
