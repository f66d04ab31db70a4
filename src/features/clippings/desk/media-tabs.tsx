import { Link } from '@tanstack/react-router'

export function MediaTabs() {
  const exact = {
    activeOptions: { exact: true, includeSearch: false },
    activeProps: { 'aria-current': 'page' },
  } as const
  return (
    <nav className="media-tabs no-print" aria-label="媒体与案例">
      <Link to="/clippings" {...exact}>
        媒体报道
      </Link>
      <Link to="/cases" {...exact}>
        典型案例
      </Link>
    </nav>
  )
}
