import { type KeyboardEvent, type RefObject, useEffect } from 'react'

const steps: Record<string, [rows: number, columns: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/** Links and buttons of a table carry `data-at="row column"`; one of them is in the tab order at a time. */
export function useOneTabStop(table: RefObject<HTMLTableElement | null>, changedWith: unknown): void {
  useEffect(() => {
    const stops = [...(table.current?.querySelectorAll<HTMLElement>('[data-at]') ?? [])]
    const focused = stops.find((one) => one === document.activeElement)
    const first = focused ?? stops.find((one) => one.dataset.at === '0 0') ?? stops[0]
    for (const stop of stops) stop.tabIndex = stop === first ? 0 : -1
  }, [table, changedWith])
}

/** Arrow keys, Home and End move among the cells; empty ones are stepped over. Enter is the link's own. */
export function moveInGrid(event: KeyboardEvent<HTMLTableElement>): void {
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')
  if (!from || event.ctrlKey || event.metaKey || event.altKey) return
  const table = event.currentTarget
  const [row, column] = from.dataset.at!.split(' ').map(Number) as [number, number]
  let next: HTMLElement | null | undefined
  if (event.key === 'Home' || event.key === 'End') {
    const line = [...table.querySelectorAll<HTMLElement>(`[data-at^="${row} "]`)]
    next = line.at(event.key === 'Home' ? 0 : -1)
  } else if (steps[event.key]) {
    next = findNext(table, row, column, steps[event.key]!)
  } else return
  event.preventDefault()
  if (!next) return
  from.tabIndex = -1
  next.tabIndex = 0
  next.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function findNext(table: HTMLElement, row: number, column: number, [down, right]: [number, number]) {
  const rows = Number(table.dataset.rows)
  const columns = Number(table.dataset.columns)
  let [r, c] = [row + down, column + right]
  while (r >= -1 && r < rows && c >= 0 && c < columns) {
    const found = table.querySelector<HTMLElement>(`[data-at="${r} ${c}"]`)
    if (found) return found
    r += down
    c += right
  }
  return null
}
