import { Link } from '@tanstack/react-router'
import { useEffect, useId, useRef, useState } from 'react'
import type { NavigationEntry } from './navigation-sections.ts'

/** A subject in the bar; its pages unfold below it, and fold away at Escape, at a choice and at a look elsewhere. */
export function NavigationGroup(props: { label: string; entries: NavigationEntry[]; pathname: string }) {
  const { label, entries, pathname } = props
  const [open, setOpen] = useState(false)
  const id = useId()
  const item = useRef<HTMLLIElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => setOpen(false), [pathname])
  useEffect(() => {
    if (!open) return undefined
    const closeOutside = (event: PointerEvent) => {
      if (!item.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [open])
  const here = entries.some((entry) => isHere(entry, pathname))
  return (
    <li
      ref={item}
      className={['nav-group', open && 'nav-group-open', here && 'nav-group-here'].filter(Boolean).join(' ')}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        className="nav-group-button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
        {here && <span className="visually-hidden">（当前页面所在）</span>}
        <span aria-hidden="true">▾</span>
      </button>
      <span className="nav-heading">{label}</span>
      <ul id={id} className="nav-group-list">
        {entries.map((entry) => (
          <li key={entry.to}>
            <NavigationLink entry={entry} here={isHere(entry, pathname)} />
          </li>
        ))}
      </ul>
    </li>
  )
}

/** One page; `here` marks the one that is open. */
export function NavigationLink({ entry, here }: { entry: NavigationEntry; here: boolean }) {
  return (
    <Link className="nav-link" to={entry.to} {...(here ? { 'aria-current': 'page' as const } : {})}>
      {entry.label}
    </Link>
  )
}

/** The page itself, its other tab, or one below them. */
export function isHere({ to, also }: NavigationEntry, pathname: string): boolean {
  if (to === '/') return pathname === '/'
  return [to, also].some((one) => one !== undefined && `${pathname}/`.startsWith(`${one}/`))
}
