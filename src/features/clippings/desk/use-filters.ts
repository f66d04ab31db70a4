import { useAddress } from '../../../platform/web/use-address.ts'

/** The filters of a list, as text. */
export function useFilters<Name extends string>(
  page: '/clippings' | '/cases' | '/questions',
): {
  filters: Partial<Record<Name, string>>
  set: (change: Partial<Record<Name, string>>) => void
  clear: () => void
} {
  const { search, show } = useAddress<Partial<Record<Name, unknown>>>(page, { replaces: true })
  const filters = Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      value === '' || value == null ? [] : [[name, String(value)]],
    ),
  ) as Partial<Record<Name, string>>
  const none = Object.fromEntries(Object.keys(search).map((name) => [name, ''])) as typeof filters
  return { filters, set: show, clear: () => show(none) }
}
