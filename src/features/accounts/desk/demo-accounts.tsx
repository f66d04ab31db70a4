import { useState } from 'react'

interface Demo {
  password: string
  accounts: { username: string; name: string; roleName: string }[]
}

/** One tap signs in; the first three show the three kinds of work, the rest can be searched. */
export function DemoAccounts({
  demo,
  signIn,
}: {
  demo: Demo
  signIn: (username: string, password: string) => Promise<void>
}) {
  const [search, setSearch] = useState('')
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState('')
  const wanted = search.trim().toLowerCase()
  const accounts = uniqueByUsername(demo.accounts)
  const liaisons = accounts.filter((one) => one.roleName === '联络员')
  const first = [
    accounts.find((one) => one.username === 'office') ?? accounts.find((one) => one.roleName === '审核员'),
    liaisons[1] ?? liaisons[0],
    liaisons.at(-1),
  ].filter((one, index, all) => one !== undefined && all.indexOf(one) === index)
  const found = accounts.filter(
    (one) =>
      !wanted || one.username.includes(wanted) || one.name.includes(wanted) || one.roleName.includes(wanted),
  )

  async function enter(username: string): Promise<void> {
    if (busy) return
    setBusy(username)
    setProblem('')
    try {
      await signIn(username, demo.password)
    } catch (error) {
      setProblem((error as Error).message)
    } finally {
      setBusy('')
    }
  }

  return (
    <section className="card demo-accounts" aria-labelledby="demo-heading">
      <h2 id="demo-heading">演示账号</h2>
      <p className="quiet">点一下即可登录。所有演示账号的密码都是 {demo.password}</p>
      <div className="demo-first">
        {first.map((one) => (
          <button
            key={one!.username}
            type="button"
            className="button demo-account-large"
            aria-disabled={busy !== ''}
            onClick={() => void enter(one!.username)}
          >
            <b>{one!.name}</b>
            <span className="quiet">
              {one!.roleName} · {one!.username}
            </span>
          </button>
        ))}
      </div>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
      <label className="field">
        <span className="visually-hidden">查找演示账号</span>
        <input
          className="input"
          type="search"
          placeholder="查找其他账号：名称、角色或用户名"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      <ul className="demo-list">
        {found.map((one) => (
          <li key={one.username}>
            <button type="button" aria-disabled={busy !== ''} onClick={() => void enter(one.username)}>
              <span>{one.name}</span>
              <span className="quiet">
                {one.roleName} · {one.username}
              </span>
            </button>
          </li>
        ))}
        {found.length === 0 && <li className="quiet demo-none">没有找到这样的账号。</li>}
      </ul>
    </section>
  )
}

/** An account with several grants is listed once per grant. */
function uniqueByUsername(accounts: Demo['accounts']): Demo['accounts'] {
  return accounts.filter(
    (one, index) => accounts.findIndex((other) => other.username === one.username) === index,
  )
}
