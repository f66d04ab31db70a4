import { useKeys } from './use-keys.ts'

/** Of the button that opens one of a queue, by its id. */
export const idOfQueueLine = (id: string) => `queue-${id}`
/** Of the field that a queue is searched with. */
export const queueSearchId = 'queue-search'

/** The keyboard's place in the queue, seen and read out. */
export function focusQueueLine(id: string): void {
  const line = document.getElementById(idOfQueueLine(id))
  line?.focus({ preventScroll: true })
  line?.scrollIntoView({ block: 'nearest' })
}

/**
 * Walks through a queue with j and k; 「/」 goes to its search. `at` is the place of what is open, the first where nothing
 * is; `after` the id of what comes when it is done with.
 */
export function useQueue(
  ids: string[],
  openId: string | undefined,
  open: (id: string) => void,
): { at: number; after: string | undefined } {
  const at = Math.max(0, openId === undefined ? 0 : ids.indexOf(openId))
  function step(by: 1 | -1): void {
    const next = ids[at + by]
    if (next !== undefined) open(next)
    const shown = next ?? ids[at]
    if (shown !== undefined) focusQueueLine(shown)
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    '/': () => document.getElementById(queueSearchId)?.focus(),
  })
  return { at, after: ids[at + 1] ?? ids[at - 1] }
}
