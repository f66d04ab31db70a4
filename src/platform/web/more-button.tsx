import type { ReactNode } from 'react'

/** Reads the next page of a list while there is one. `wide`: over the whole width of what it stands in. */
export function MoreButton({
  query,
  wide = false,
  children,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  wide?: boolean
  children: ReactNode
}) {
  if (!query.hasNextPage) return null
  const button = (
    <button
      type="button"
      className="button"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {children}
    </button>
  )
  return wide ? button : <div>{button}</div>
}
