/** @jsxImportSource preact */
import { ShareLinks } from '../../portal/public/share-links.tsx'
import { EntryCard, type ShownEntry } from './entry-card.tsx'

export interface GalleryProps {
  /** `/p/jincheng-2022/topics/good-life` */
  base: string
  title: string
  intro: string
  /** 「6月1日至6月30日」 */
  when: string
  /** Null when entries are taken; else why not. */
  closed: string | null
  sort: 'latest' | 'selected'
  first: boolean
  entries: ShownEntry[]
  /** Address of the next page. */
  next: string | null
}

/** Published entries: the latest first, or the selected ones before the others; nobody is ranked. */
export function GalleryPage({ base, title, intro, when, closed, sort, first, entries, next }: GalleryProps) {
  return (
    <>
      <section class="card">
        <h1>{title}</h1>
        <p>{intro}</p>
        <p class="quiet">征集时间：{when}。作品审核后发布，点赞只作参考。</p>
        {closed ? (
          <p class="note">{closed}</p>
        ) : (
          <a class="button button-primary button-wide" href={`${base}/new`}>
            我要投稿
          </a>
        )}
        <p>
          <a href={`${base}/mine`}>我的作品</a>
        </p>
      </section>
      <nav class="topic-sort" aria-label="排列">
        <a href={base} aria-current={sort === 'latest' ? 'page' : undefined}>
          最新
        </a>
        <a href={`${base}?sort=selected`} aria-current={sort === 'selected' ? 'page' : undefined}>
          入选在前
        </a>
      </nav>
      {entries.length === 0 ? (
        <p class="card quiet">{first ? '还没有发布作品，等您来投第一件。' : '没有更多作品了。'}</p>
      ) : (
        <ul class="plain-list topic-gallery">
          {entries.map((entry) => (
            <li key={entry.id}>
              <EntryCard base={base} entry={entry} />
            </li>
          ))}
        </ul>
      )}
      {!first && <a href={sort === 'latest' ? base : `${base}?sort=selected`}>回到第一页</a>}
      {next && (
        <a class="button button-wide" href={next}>
          下一页
        </a>
      )}
      <ShareLinks page={base} />
    </>
  )
}
