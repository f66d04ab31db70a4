import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { NavigationGroup, NavigationLink, isHere } from './navigation-group.tsx'
import { ownSections } from './navigation-sections.ts'
import type { SignedInUser } from './session.ts'
import './navigation.css'

/** What this person may open, by subject; on a narrow screen behind one button. */
export function Navigation({ user }: { user: SignedInUser }) {
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  const sections = ownSections(user.permissions)
  if (sections.flatMap((section) => section.entries).length < 2) return null
  return (
    <nav className="nav" aria-label="主导航">
      <button
        type="button"
        className="nav-open-all"
        aria-expanded={open}
        aria-controls="nav-list"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">☰</span> 菜单
      </button>
      <ul
        id="nav-list"
        className={open ? 'nav-list nav-list-open' : 'nav-list'}
        onClick={closeAtLink(setOpen)}
      >
        {sections.map(({ label, entries }) =>
          label !== null && entries.length > 1 ? (
            <NavigationGroup key={label} label={label} entries={entries} pathname={pathname} />
          ) : (
            entries.map((entry) => (
              <li key={entry.to}>
                <NavigationLink entry={entry} here={isHere(entry, pathname)} />
              </li>
            ))
          ),
        )}
      </ul>
    </nav>
  )
}

function closeAtLink(setOpen: (open: boolean) => void) {
  return (event: React.MouseEvent<HTMLElement>) => {
    if ((event.target as HTMLElement).closest('a')) setOpen(false)
  }
}
