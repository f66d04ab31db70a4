/** @jsxImportSource preact */

export interface CampaignsPageProps {
  campaigns: { href: string; title: string; theme: string; when: string }[]
}

/** Where several campaigns are on at once. */
export function CampaignsPage({ campaigns }: CampaignsPageProps) {
  return (
    <>
      <h1>正在进行的活动</h1>
      <ul class="portal-doors plain-list">
        {campaigns.map((one) => (
          <li key={one.href}>
            <a href={one.href}>
              <strong>{one.title}</strong>
              <span>{one.theme}</span>
              <em>{one.when}</em>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
