import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import '../../../platform/web/tabs.css'

/** The head of both lists; `children`: the link with which a recorder makes a record. */
export function MediaHead({ children }: { children: ReactNode }) {
  const exact = {
    activeOptions: { exact: true, includeSearch: false },
    activeProps: { 'aria-current': 'page' },
  } as const
  return (
    <>
      <div className="row-between">
        <h1>媒体与案例</h1>
        {children}
      </div>
      <nav className="tabs no-print" aria-label="媒体与案例">
        <Link to="/clippings" {...exact}>
          媒体报道
        </Link>
        <Link to="/cases" {...exact}>
          典型案例
        </Link>
      </nav>
    </>
  )
}
