import { Link } from '@tanstack/react-router'
import '../../../platform/web/tabs.css'

/** The three ways to read the one table: as reported, as the records make it, side by side. */
export function StatisticsTabs({
  unit,
  view,
}: {
  unit: string | undefined
  view: 'reported' | 'ledger' | 'compare'
}) {
  const search = unit ? { unit } : {}
  const mark = (one: typeof view) => (one === view ? { 'aria-current': 'page' as const } : {})
  return (
    <nav className="tabs no-print" aria-label="统计表的看法">
      <Link to="/statistics" search={search as never} {...mark('reported')}>
        单位报送
      </Link>
      <Link to="/statistics/ledger" search={search as never} {...mark('ledger')}>
        台账实时
      </Link>
      <Link to="/statistics/ledger" search={{ ...search, view: 'compare' } as never} {...mark('compare')}>
        两者对照
      </Link>
    </nav>
  )
}
