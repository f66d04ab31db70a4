import { useSyncExternalStore } from 'react'

/** How this machine shows the desk: light or dark as the system has it unless chosen, and large text. */
export interface Display {
  theme: 'auto' | 'light' | 'dark'
  large: boolean
}

const storageKey = 'anyue.display'
const listeners = new Set<() => void>()
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')
let current = read()
apply()
systemDark.addEventListener('change', () => {
  apply()
  tell()
})

function read(): Display {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Display>
    return {
      theme: stored.theme === 'light' || stored.theme === 'dark' ? stored.theme : 'auto',
      large: stored.large === true,
    }
  } catch {
    return { theme: 'auto', large: false }
  }
}

function apply(): void {
  const root = document.documentElement
  root.setAttribute('data-theme', isDark() ? 'dark' : 'light')
  root.toggleAttribute('data-large', current.large)
}

function isDark(): boolean {
  return current.theme === 'auto' ? systemDark.matches : current.theme === 'dark'
}

function tell(): void {
  for (const listener of listeners) listener()
}

export function changeDisplay(change: Partial<Display>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // A browser that keeps nothing still shows the choice until the page is closed.
  }
  apply()
  tell()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useDisplay(): Display {
  return useSyncExternalStore(listen, () => current)
}

export function useDark(): boolean {
  return useSyncExternalStore(listen, isDark)
}
