import { type QueryKey, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

/**
 * A list that is read page by page, each by the cursor that the one before names. `items` is undefined until the first
 * page is there; `first` is that page, for what it says beside its items. `keepsOld`: what was shown stays while the same
 * list is read under another key (another filter).
 */
export function usePages<Page extends { items: unknown[]; next: string | null }>({
  queryKey,
  read,
  enabled = true,
  keepsOld = false,
}: {
  queryKey: QueryKey
  read: (cursor: string | undefined) => Promise<Page>
  enabled?: boolean
  keepsOld?: boolean
}) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
    ...(keepsOld ? { placeholderData: keepPreviousData } : {}),
  })
  const pages = query.data?.pages ?? []
  return { query, items: pages.flatMap((page) => page.items) as Page['items'], first: pages[0] }
}
