/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact'

/** What every public page says of the campaign that it belongs to. */
export interface FrameCampaign {
  key: string
  title: string
  theme: string
  accent: string | undefined
  foot: string[]
}

export interface PageFrameProps {
  campaign: FrameCampaign | null
  /** Path of this page, to come back to after switching the size of text. */
  path: string
  large: boolean
  children: ComponentChildren
}

/** The frame of the citizens' pages; it works without JavaScript. */
export function PageFrame({ campaign, path, large, children }: PageFrameProps) {
  const home = campaign ? `/p/${campaign.key}` : '/p'
  const back = encodeURIComponent(path)
  return (
    <>
      <a class="skip-link" href="#main">
        跳到正文
      </a>
      <header class="page-head">
        <a class="page-head-title" href={home}>
          {campaign?.title ?? '安月'}
        </a>
        <a class="page-head-switch" href={`/p/text-size?large=${large ? '0' : '1'}&back=${back}`}>
          {large ? '标准版' : '长辈版'}
        </a>
      </header>
      <main id="main">{children}</main>
      <footer class="page-foot">
        {campaign?.foot.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>
          <a href={home}>首页</a>
          {campaign && <a href={`${home}/me`}>我的信息</a>}
          {campaign && <a href={`${home}/privacy`}>隐私说明</a>}
          <a href="/feedback">意见与投诉</a>
          <a href="/sign-in">工作人员登录</a>
        </p>
      </footer>
    </>
  )
}
