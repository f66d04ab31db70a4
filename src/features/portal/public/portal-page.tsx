/** @jsxImportSource preact */
import type { Door, ProgrammeLine } from '../rules.ts'
import { ProgrammeLines } from './programme-lines.tsx'
import { ShareLinks } from './share-links.tsx'

export interface ArticleLink {
  href: string
  title: string
  /** 「通知 · 6月9日」 */
  about: string
}

export interface PortalProps {
  base: string
  theme: string
  title: string
  intro: string
  /** 「活动第 15 天」 and the like, said by the server's clock. */
  when: string
  stage: 'before' | 'on' | 'over'
  doors: Door[]
  today: ProgrammeLine[]
  hasProgramme: boolean
  totals: { title: string; amount: string; unit: string }[]
  articles: ArticleLink[]
  moreArticles: boolean
}

export function PortalPage(props: PortalProps) {
  const { base, theme, title, intro, when, stage, doors, today, totals, articles } = props
  return (
    <>
      <section class="portal-banner">
        <p>{title}</p>
        <h1>
          {theme.split(' ').map((words) => (
            <span class="portal-words" key={words}>
              {words}{' '}
            </span>
          ))}
        </h1>
        <p class="portal-when">{when}</p>
        {intro && <p>{intro}</p>}
      </section>
      {doors.length > 0 ? (
        <ul class="portal-doors plain-list">
          {doors.map((door) => (
            <li key={door.href}>
              <a href={door.href}>
                <strong>{door.title}</strong>
                <span>{door.text}</span>
                {door.until && <em>{door.until}</em>}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p class="note">
          {stage === 'before'
            ? '活动还没有开始，到时在这里参加。'
            : stage === 'over'
              ? '网上活动已经结束，感谢您的参与。下面的内容可以继续阅读。'
              : '现在没有开放的网上活动。'}
        </p>
      )}
      {(stage === 'on' || today.length > 0) && (
        <section class="card">
          <h2>今日活动</h2>
          {today.length === 0 ? <p class="quiet">今天没有安排活动。</p> : <ProgrammeLines lines={today} />}
          {props.hasProgramme && (
            <p>
              <a class="portal-more" href={`${base}/programme`}>
                全部活动安排
              </a>
            </p>
          )}
        </section>
      )}
      {stage !== 'on' && today.length === 0 && props.hasProgramme && (
        <p>
          <a class="portal-more" href={`${base}/programme`}>
            活动安排
          </a>
        </p>
      )}
      {articles.length > 0 && (
        <section class="card">
          <h2>通知和新闻</h2>
          <ArticleLinks articles={articles} />
          {props.moreArticles && (
            <p>
              <a class="portal-more" href={`${base}/articles`}>
                更多
              </a>
            </p>
          )}
        </section>
      )}
      {totals.length > 0 && (
        <section class="card">
          <h2>到现在为止</h2>
          <dl class="portal-totals">
            {totals.map((one) => (
              <div key={one.title}>
                <dt>{one.title}</dt>
                <dd>
                  <strong class="digits">{one.amount}</strong> {one.unit}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <ShareLinks page={base} />
    </>
  )
}

export function ArticleLinks({ articles }: { articles: ArticleLink[] }) {
  return (
    <ul class="portal-articles plain-list">
      {articles.map((one) => (
        <li key={one.href}>
          <a href={one.href}>{one.title}</a>
          <span class="quiet">{one.about}</span>
        </li>
      ))}
    </ul>
  )
}
