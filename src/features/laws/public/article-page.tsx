/** @jsxImportSource preact */
import type { ArticleView } from '../contract.ts'

/** One article as a question cites it, with the version that is shown. */
export function ArticlePage({ article, home }: { article: ArticleView; home: string }) {
  return (
    <>
      <article class="card">
        <p class="quiet">
          {article.law.name}
          {article.chapter && ` · ${article.chapter}`}
        </p>
        <h1>{article.label}</h1>
        {article.paragraphs?.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <p class={article.paragraphs ? 'quiet' : 'note note-amber'}>{article.note}</p>
        <p class="quiet">版本：{article.version}</p>
      </article>
      <p>
        <a class="button" href={home}>
          去看看可以参加什么
        </a>
      </p>
    </>
  )
}
