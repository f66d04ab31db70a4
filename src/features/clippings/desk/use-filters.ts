import { useNavigate, useSearch } from '@tanstack/react-router'

/** The filters of a list live in its address, so that going back finds them again. */
export function useFilters<Name extends string>(
  page: '/clippings' | '/cases' | '/questions',
): {
  filters: Partial<Record<Name, string>>
  set: (change: Partial<Record<Name, string>>) => void
  clear: () => void
} {
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const filters = Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      value === '' || value == null ? [] : [[name, String(value)]],
    ),
  ) as Partial<Record<Name, string>>
  const navigate = useNavigate()
  const go = (search: object) =>
    void navigate({ to: page, search: search as never, replace: true, resetScroll: false })
  return {
    filters,
    set: (change) =>
      go(Object.fromEntries(Object.entries({ ...filters, ...change }).filter(([, value]) => value))),
    clear: () => go({}),
  }
}
