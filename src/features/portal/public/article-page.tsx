/** @jsxImportSource preact */
import type { ArticlePart } from '../article-text.ts'
import { ShareLinks } from './share-links.tsx'

interface ArticleFile {
  address: string
  name: string
  kind: string
  width: number | null
  height: number | null
  caption: string | null
}

export interface ArticlePageProps {
  title: string
  about: string
  /** The unit that it comes from. */
  source: string
  parts: ArticlePart[]
  files: ArticleFile[]
  back: string
  /** Its own address, `/p/…`. */
  page: string
}

export function ArticlePage({ title, about, source, parts, files, back, page }: ArticlePageProps) {
  return (
    <>
      <article class="card">
        <h1>{title}</h1>
        <p class="quiet">
          {about} · {source}
        </p>
        <div class="article-body">
          {parts.map((part, index) =>
            part.kind === 'file' ? (
              <Part key={index} file={files[part.file - 1]!} />
            ) : part.kind === 'heading' ? (
              <h2 key={index}>{part.text}</h2>
            ) : (
              <p key={index}>
                {part.text.split('\n').map((line, at) => (
                  <>
                    {at > 0 && <br />}
                    {line}
                  </>
                ))}
              </p>
            ),
          )}
        </div>
      </article>
      <p>
        <a class="button" href={back}>
          更多通知和新闻
        </a>
      </p>
      <ShareLinks page={page} />
    </>
  )
}

function Part({ file }: { file: ArticleFile }) {
  const { address, name, kind, width, height, caption } = file
  if (kind !== 'image' && kind !== 'video')
    return (
      <p>
        <a href={address}>附件：{caption ?? name}</a>
      </p>
    )
  return (
    <figure>
      {kind === 'image' ? (
        <img
          src={address}
          alt={caption ?? ''}
          loading="lazy"
          decoding="async"
          {...(width && height ? { width, height } : {})}
        />
      ) : (
        <video src={address} controls preload="none" aria-label={caption ?? '视频'} />
      )}
      {caption && <figcaption class="quiet">{caption}</figcaption>}
    </figure>
  )
}
