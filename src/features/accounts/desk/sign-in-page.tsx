import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { usePageTitle } from '../../../platform/web/page-title.ts'
import { renewSession, useMe } from '../../../platform/web/session.ts'
import { demoQuery } from '../../demo/desk/demo-banner.tsx'
import { callAuth } from './call-auth.ts'
import { DemoAccounts } from './demo-accounts.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'
import './sign-in.css'

export default function SignInPage() {
  usePageTitle('登录')
  const me = useMe()
  const navigate = useNavigate()
  const { search } = useLocation()
  const target = readTarget((search as { to?: unknown }).to)
  const demo = useQuery({ ...demoQuery, enabled: me?.demo === true }).data
  const [secondFactor, setSecondFactor] = useState(false)

  useEffect(() => {
    if (me?.user) void navigate({ href: target, replace: true })
  }, [me?.user, target])

  async function signIn(username: string, password: string): Promise<void> {
    const reply = await callAuth<{ twoFactorRedirect?: boolean }>('sign-in/username', { username, password })
    if (reply.twoFactorRedirect) setSecondFactor(true)
    else await renewSession()
  }

  return (
    <div className={demo ? 'sign-in sign-in-demo' : 'sign-in'}>
      <section className="card sign-in-card" aria-labelledby="sign-in-heading">
        <h1 id="sign-in-heading">{secondFactor ? '两步验证' : '登录'}</h1>
        {secondFactor ? (
          <SecondFactorForm onDone={() => void renewSession()} onBack={() => setSecondFactor(false)} />
        ) : (
          <PasswordForm signIn={signIn} />
        )}
        {me?.oidc && !secondFactor && <SingleSignOn target={target} />}
        {!secondFactor && (
          <p>
            <a href="/p">公众参与入口</a>
          </p>
        )}
      </section>
      {demo && !secondFactor && <DemoAccounts demo={demo} signIn={signIn} />}
    </div>
  )
}

/** Only a page of this desk: an address of elsewhere would be a door for phishers. */
function readTarget(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'
}

function SingleSignOn({ target }: { target: string }) {
  const [problem, setProblem] = useState('')
  async function go(): Promise<void> {
    try {
      const reply = await callAuth<{ url: string }>('sign-in/oauth2', {
        providerId: 'oidc',
        callbackURL: target,
      })
      window.location.assign(reply.url)
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  return (
    <>
      <button type="button" className="button" onClick={() => void go()}>
        统一身份认证登录
      </button>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
