/** @jsxImportSource preact */

export interface PortalProps {
  base: string
  theme: string
  title: string
  intro: string
  /** 「活动第15天」 and the like, said by the server's clock. */
  when: string
  doors: { href: string; title: string; text: string }[]
  today: { title: string; detail: string }[]
}

export function PortalPage({ theme, title, intro, when, doors, today }: PortalProps) {
  return (
    <>
      <section class="portal-banner">
        <p>{title}</p>
        <h1>{theme}</h1>
        <p>{when}</p>
        <p>{intro}</p>
      </section>
      <ul class="portal-doors plain-list">
        {doors.map((door) => (
          <li key={door.href}>
            <a href={door.href}>
              <strong>{door.title}</strong>
              <span>{door.text}</span>
            </a>
          </li>
        ))}
      </ul>
      <section class="card">
        <h2>今日活动</h2>
        {today.length === 0 && <p class="quiet">今天没有安排活动。</p>}
        <ul class="plain-list">
          {today.map((one) => (
            <li key={one.title}>
              {one.title}
              {one.detail && <span class="quiet"> {one.detail}</span>}
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
