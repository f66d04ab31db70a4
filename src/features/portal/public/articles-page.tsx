/** @jsxImportSource preact */
import { type ArticleKind, articleKindNames, articleKinds } from '../article-rules.ts'
import { type ArticleLink, ArticleLinks } from './portal-page.tsx'

export interface ArticlesPageProps {
  base: string
  kind: ArticleKind | null
  articles: ArticleLink[]
  next: string | null
}

export function ArticlesPage({ base, kind, articles, next }: ArticlesPageProps) {
  return (
    <>
      <h1>{kind ? articleKindNames[kind] : '通知和新闻'}</h1>
      <nav class="article-kinds" aria-label="类别">
        {[null, ...articleKinds].map((one) => (
          <a
            key={one ?? 'all'}
            class="button"
            href={`${base}/articles${one ? `?kind=${one}` : ''}`}
            {...(one === kind ? { 'aria-current': 'page' as const } : {})}
          >
            {one ? articleKindNames[one] : '全部'}
          </a>
        ))}
      </nav>
      {articles.length === 0 ? (
        <p class="note">这里还没有发布内容。</p>
      ) : (
        <section class="card" aria-label="文章">
          <ArticleLinks articles={articles} />
        </section>
      )}
      {next && (
        <p>
          <a class="button" href={next}>
            更早的
          </a>
        </p>
      )}
    </>
  )
}
