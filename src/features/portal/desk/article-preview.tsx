import { useQueries } from '@tanstack/react-query'
import { callApi, urlOf } from '../../../platform/web/call-api.ts'
import { readFile, readFileThumbnail } from '../../evidence/contract.ts'
import type { FileReference } from '../../evidence/desk/file-line.tsx'
import { type ArticleKind, articleKindNames } from '../article-rules.ts'
import { readArticle } from '../article-text.ts'

/** As citizens will read it, while it is written. */
export function ArticlePreview({
  title,
  kind,
  body,
  files,
}: {
  title: string
  kind: ArticleKind
  body: string
  files: FileReference[]
}) {
  const known = useQueries({
    queries: files.map((file) => ({
      queryKey: ['file', file.id],
      queryFn: () => callApi(readFile, { params: { file: file.id } }),
      staleTime: Infinity,
    })),
  })
  const kinds = files.map((_, index) => ({ kind: known[index]?.data?.kind ?? 'document' }))
  return (
    <section className="article-preview" aria-label="预览">
      <p className="quiet">预览 · {articleKindNames[kind]}</p>
      <h2>{title || '（标题）'}</h2>
      {readArticle(body, kinds).map((part, index) => {
        if (part.kind !== 'file')
          return part.kind === 'heading' ? <h3 key={index}>{part.text}</h3> : <p key={index}>{part.text}</p>
        const file = files[part.file - 1]!
        const data = known[part.file - 1]?.data
        return data?.hasThumbnail ? (
          <figure key={index}>
            <img src={urlOf(readFileThumbnail, { file: file.id })} alt={file.caption ?? ''} />
            {file.caption && <figcaption className="quiet">{file.caption}</figcaption>}
          </figure>
        ) : (
          <p key={index} className="quiet">
            {data?.kind === 'video' ? '视频' : '附件'}：{file.caption ?? data?.name ?? ''}
          </p>
        )
      })}
    </section>
  )
}
