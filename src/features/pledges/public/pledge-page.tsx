/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { ShareLinks } from '../../portal/public/share-links.tsx'

interface Audience {
  key: string
  title: string
  opening: string
  points: string[]
}

export interface PledgePageProps {
  pledge: { title: string; intro: string; audiences: Audience[] }
  path: string
  checkPath: string
  /** The one whose text is read. */
  audience: Audience | null
  /** Why it cannot be signed today. */
  state: string | null
  /** The reader's own pledge. */
  own: { code: string; unit: string; certificate: string } | null
  wall: WallProps
  /** The island to sign or to take back. */
  children: ComponentChildren
}

export function PledgePage({
  pledge,
  path,
  checkPath,
  audience,
  state,
  own,
  wall,
  children,
}: PledgePageProps) {
  return (
    <>
      <section class="pledge-head">
        <h1>{pledge.title}</h1>
        <p>{pledge.intro}</p>
      </section>
      {own && (
        <section class="card">
          <p class="note note-good">✔ 您已签署，计入{own.unit}。</p>
          <p>
            <a class="button button-primary" href={own.certificate}>
              查看我的证书
            </a>
          </p>
          {children}
        </section>
      )}
      {state && !own && <p class="note note-amber">{state}</p>}
      <nav class="pledge-audiences" aria-label="选择身份">
        <p class="pledge-step">{audience || own ? '换一个身份看' : '请选择您的身份'}</p>
        <ul class="plain-list">
          {pledge.audiences.map((one) => (
            <li key={one.key}>
              <a
                class="button"
                href={`${path}?as=${one.key}`}
                aria-current={one.key === audience?.key ? 'true' : undefined}
              >
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {audience && <PledgeText audience={audience} />}
      {!own && children}
      <Wall {...wall} />
      <p>
        <a href={checkPath}>核验别人的证书</a>
      </p>
      <ShareLinks page={path} />
    </>
  )
}

function PledgeText({ audience }: { audience: Audience }) {
  return (
    <section class="card" aria-label={`${audience.title}的承诺`}>
      <h2>{audience.opening}</h2>
      <ol class="pledge-points">
        {audience.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ol>
    </section>
  )
}

export interface WallProps {
  total: number
  latest: { id: string; who: string; audience: string; unit: string; day: string }[]
}

/** Everybody counts the same: no ranking, names with one sign only. */
function Wall({ total, latest }: WallProps) {
  return (
    <section class="card">
      <h2>签名墙</h2>
      {latest.length === 0 ? (
        <p class="quiet">还没有人签署，欢迎做第一位。</p>
      ) : (
        <>
          <p>
            已有 <strong class="digits">{total.toLocaleString('zh-CN')}</strong> 人次签署
          </p>
          <ul class="pledge-wall plain-list">
            {latest.map((one) => (
              <li key={one.id}>
                <strong>{one.who}</strong>
                <span class="quiet facts-line">{[one.audience, one.unit, one.day].join('\u00a0· ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
