import { useEffect, useRef, useSyncExternalStore } from 'react'

const storageKey = 'anyue.keys'
const listeners = new Set<() => void>()
let on = readChoice()

function readChoice(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

/** Single letters act on the desk unless switched off: speech input types letters too (WCAG 2.1.4). */
export function useKeysOn(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => on,
  )
}

export function switchKeys(next: boolean): void {
  on = next
  try {
    localStorage.setItem(storageKey, next ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing still follows the choice until the page is closed.
  }
  for (const listener of listeners) listener()
}

/** Runs an action by its key while nobody is typing and no dialog is open. */
export function useKeys(actions: Record<string, (() => void) | undefined>): void {
  const enabled = useKeysOn()
  const current = useRef(actions)
  useEffect(() => {
    current.current = actions
  })
  useEffect(() => {
    if (!enabled) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return
      const target = event.target as HTMLElement
      if (target.closest('input:not([type=checkbox]), textarea, select, dialog')) return
      if (document.querySelector('dialog[open]')) return
      const action = current.current[event.key]
      if (!action) return
      event.preventDefault()
      action()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [enabled])
}
