/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { type FrameCampaign, PageFrame } from '../public/page-frame.tsx'
import type { PageReply } from './page-reply.ts'
import { readPublicAssets } from './public-assets.ts'

export const largeCookie = 'anyue-large'

export interface PublicPage {
  title: string
  /** One sentence for search engines and for the card in a chat. */
  description: string
  campaign: FrameCampaign | null
  /** Address of a picture for the card, from the root: `/p/x/card.png`. */
  picture?: string
  /** Names of the islands on the page. */
  islands?: string[]
  status?: number
  cacheSeconds?: number
  /** Without the frame: a page that fills a screen in a hall. */
  bare?: boolean
  children: ComponentChildren
}

/** What a page needs of the request. */
export interface PageRequest {
  /** `https://host`, for links that leave the page. */
  origin: string
  /** Path and query of this page. */
  path: string
  headers: Record<string, string | undefined>
}

/** A whole HTML document, drawn here; scripts only for its islands. */
export function renderPage(request: PageRequest, page: PublicPage): PageReply {
  const assets = readPublicAssets()
  const large = isLarge(request.headers.cookie)
  const islands = (page.islands ?? []).map((name) => assets.islands[name]).filter((one) => one !== undefined)
  const preloads = [...new Set(islands.flatMap((one) => one.imports))]
  const title = page.campaign ? `${page.title} - ${page.campaign.title}` : page.title
  const html = renderToString(
    <html lang="zh-CN" {...(large ? { 'data-large': '' } : {})}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <meta name="description" content={page.description} />
        <meta property="og:type" content="website" />
        <meta property="og:title" content={page.title} />
        <meta property="og:description" content={page.description} />
        <meta property="og:url" content={`${request.origin}${request.path}`} />
        {page.picture && <meta property="og:image" content={`${request.origin}${page.picture}`} />}
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icon-192.png" />
        <link rel="stylesheet" href={assets.css} />
        {page.campaign?.accent && <style>{`:root{--campaign:${page.campaign.accent}}`}</style>}
        {preloads.map((address) => (
          <link key={address} rel="modulepreload" href={address} />
        ))}
        {islands.map(({ script }) => (
          <script key={script} type="module" src={script} />
        ))}
      </head>
      <body>
        {page.bare ? (
          page.children
        ) : (
          <PageFrame campaign={page.campaign} path={request.path} large={large}>
            {page.children}
          </PageFrame>
        )}
      </body>
    </html>,
  )
  return {
    html: `<!doctype html>${html}`,
    ...(page.status ? { status: page.status } : {}),
    ...(page.cacheSeconds && !large ? { cacheSeconds: page.cacheSeconds } : {}),
  }
}

/** The page in place of one that could not be shown. */
export function renderProblemPage(
  request: PageRequest,
  problem: { status: number; detail: string; requestId: string },
) {
  return renderPage(request, {
    title: problem.status === 404 ? '没有这个页面' : '暂时打不开',
    description: problem.detail,
    campaign: null,
    status: problem.status,
    children: (
      <section class="card">
        <h1>{problem.status === 404 ? '没有这个页面' : '暂时打不开'}</h1>
        <p>{problem.detail}</p>
        {problem.status === 404 && <p class="quiet">网址可能不完整，或者内容已经撤下。</p>}
        {problem.status >= 500 && <p class="quiet">问题编号：{problem.requestId}</p>}
        <p>
          <a class="button" href="/p">
            回到首页
          </a>
        </p>
      </section>
    ),
  })
}

/** 长辈版 */
export function isLarge(cookies: string | undefined): boolean {
  return /(?:^|;\s*)anyue-large=1(?:;|$)/.test(cookies ?? '')
}
