import { useNavigate, useSearch } from '@tanstack/react-router'

/**
 * What a page shows stands in its address, so that links lead to it and going back finds it again. `show` changes it; what
 * is empty leaves it; `replaces`: going back leaves the page. The router reads 「true」 and numbers of an address as such.
 */
export function useAddress<Search extends object>(
  page: string,
  { replaces = false }: { replaces?: boolean } = {},
): { search: Search; show: (change: { [name in keyof Search]?: Search[name] | '' | undefined }) => void } {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  return {
    search,
    show: (change) => {
      const next = Object.entries({ ...search, ...change }).filter(([, value]) => value)
      void navigate({
        to: page as never,
        search: Object.fromEntries(next) as never,
        resetScroll: false,
        replace: replaces,
      })
    },
  }
}
