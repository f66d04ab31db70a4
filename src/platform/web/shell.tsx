import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { type ComponentType, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { DisplaySwitches } from './display-switches.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Navigation } from './navigation.tsx'
import { Notices } from './notify.tsx'
import { Loading, OfflineBanner, ProblemState } from './page-state.tsx'
import { type Me, signOut, useMeQuery } from './session.ts'
import './shell.css'

/** Pages that a guest may see. */
const guestPages = new Set(['/sign-in', '/setup', '/api-docs'])

/** What features put into the frame. */
export interface ShellParts {
  Title: ComponentType<{ signedIn: boolean }>
  Banner: ComponentType<{ me: Me }>
  /** Records of this device that wait to be sent; for those who record. */
  Outbox: ComponentType
  Feedback: ComponentType<{ onClose: () => void }>
}

/** The frame of every page: who and where at the top, the page, feedback at the foot. */
export function Shell({ Title, Banner, Outbox, Feedback }: ShellParts) {
  const me = useMeQuery()
  const { pathname, href } = useLocation()
  const navigate = useNavigate()
  const target = me.data && whereTo(me.data, pathname, href)
  useEffect(() => {
    if (target) void navigate({ ...target, replace: true })
  }, [target?.to, target?.search?.to])

  let page: ReactNode
  if (!me.data) {
    page = me.error ? <ProblemState error={me.error} retry={() => void me.refetch()} /> : <Loading rows={6} />
  } else if (target) {
    page = <Loading rows={6} />
  } else {
    page = (
      <ErrorBoundary key={pathname}>
        <Suspense fallback={<Loading rows={6} />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
    )
  }
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        跳到正文
      </a>
      <Header me={me.data} Title={Title} Outbox={Outbox} />
      {me.data?.demo && <Banner me={me.data} />}
      <OfflineBanner />
      <MainPart pathname={pathname}>{page}</MainPart>
      <Footer Feedback={Feedback} />
      <Notices />
    </div>
  )
}

function whereTo(me: Me, pathname: string, href: string): { to: string; search?: { to?: string } } | null {
  if (me.setupNeeded) return pathname === '/setup' || pathname === '/api-docs' ? null : { to: '/setup' }
  if (!me.user && !guestPages.has(pathname)) {
    return { to: '/sign-in', search: pathname === '/' ? {} : { to: href } }
  }
  if (me.user?.mustChangePassword && pathname !== '/account') return { to: '/account' }
  return null
}

/** Takes the focus when the page changes, so that the keyboard and a screen reader start at its top. */
function MainPart({ pathname, children }: { pathname: string; children: ReactNode }) {
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname])
  return (
    <main id="main" ref={main} tabIndex={-1} className="shell-main">
      {children}
    </main>
  )
}

function Header({
  me,
  Title,
  Outbox,
}: {
  me: Me | undefined
  Title: ShellParts['Title']
  Outbox: ShellParts['Outbox']
}) {
  const user = me?.user ?? null
  const unit = user?.grants[0]?.unit.name
  return (
    <header className="shell-header no-print">
      <div className="shell-header-row">
        <Link to="/" className="shell-title">
          <Title signedIn={user !== null} />
        </Link>
        {user?.permissions.includes('activity.write') && (
          <Suspense fallback={null}>
            <Outbox />
          </Suspense>
        )}
        {user && (
          <details className="shell-menu" onBlur={closeWhenLeft} onKeyDown={closeOnEscape}>
            <summary>
              <span className="shell-who">{user.name || unit}</span>
              <span aria-hidden="true">▾</span>
            </summary>
            <div className="shell-menu-list">
              <p className="quiet">
                {[...new Set(user.grants.map((one) => `${one.unit.name} ${one.roleName}`))].join('、')}
              </p>
              <Link to="/account" onClick={closeMenu}>
                账号与密码
              </Link>
              <DisplaySwitches />
              <button type="button" className="link-button" onClick={() => void signOut()}>
                退出登录
              </button>
            </div>
          </details>
        )}
      </div>
      {user && !user.mustChangePassword && <Navigation user={user} />}
    </header>
  )
}

function closeMenu(event: React.MouseEvent<HTMLElement>): void {
  event.currentTarget.closest('details')?.removeAttribute('open')
}

function closeWhenLeft(event: React.FocusEvent<HTMLDetailsElement>): void {
  if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) {
    event.currentTarget.open = false
  }
}

function closeOnEscape(event: React.KeyboardEvent<HTMLDetailsElement>): void {
  if (event.key !== 'Escape') return
  event.currentTarget.open = false
  event.currentTarget.querySelector('summary')?.focus()
}

function Footer({ Feedback }: { Feedback: ShellParts['Feedback'] }) {
  const [asking, setAsking] = useState(false)
  return (
    <footer className="shell-footer no-print">
      <button type="button" className="link-button" onClick={() => setAsking(true)}>
        意见与投诉
      </button>
      <Link to="/api-docs">接口文档</Link>
      {asking && (
        <Suspense fallback={null}>
          <Feedback onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </footer>
  )
}
