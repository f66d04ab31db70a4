import { z } from 'zod'
import { notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'

const page = { method: 'GET', access: 'public', produces: 'text/html', problems: [notFound] } as const

/** The shortest address, for posters: the campaign that is on, or the list when several are. */
export const openPortal = defineRoute({ ...page, path: '/p', summary: '公众门户入口' })

export const showPortal = defineRoute({
  ...page,
  path: '/p/:campaign',
  summary: '公众门户首页',
  params: campaignParams,
})

export const showProgramme = defineRoute({
  ...page,
  path: '/p/:campaign/programme',
  summary: '活动安排，按日',
  params: campaignParams,
})

export const downloadProgramme = defineRoute({
  ...page,
  path: '/p/:campaign/programme.ics',
  summary: '活动安排，日历文件',
  params: campaignParams,
  produces: 'text/calendar',
})

/** Only addresses of this campaign's own pages. */
const ownPath = z
  .string()
  .max(200)
  .regex(/^(?:\/[A-Za-z0-9-]+)*$/, '只能是本活动页面的地址')
  .default('')

export const drawQr = defineRoute({
  ...page,
  path: '/p/:campaign/qr.svg',
  summary: '页面地址的二维码；path 是活动首页之后的部分',
  params: campaignParams,
  query: z.object({ path: ownPath }),
  produces: 'image/svg+xml',
})

export const drawCard = defineRoute({
  ...page,
  path: '/p/:campaign/card.png',
  summary: '聊天软件里的分享卡片图',
  params: campaignParams,
  produces: 'image/png',
})

export const drawPoster = defineRoute({
  ...page,
  path: '/p/:campaign/poster.png',
  summary: '分享海报，带二维码',
  params: campaignParams,
  query: z.object({ path: ownPath }),
  produces: 'image/png',
})

/** 长辈版 on or off, kept in a cookie; works without JavaScript. */
export const chooseTextSize = defineRoute({
  ...page,
  path: '/p/text-size',
  summary: '切换长辈版',
  query: z.object({
    large: z.enum(['0', '1']),
    /** Only an address of these pages is gone back to. */
    back: z
      .string()
      .max(500)
      .regex(/^\/p(?:[/?][^\\]*)?$/)
      .default('/p'),
  }),
  problems: [],
})

export const readRobots = defineRoute({
  method: 'GET',
  access: 'public',
  path: '/robots.txt',
  summary: '搜索引擎可以收录公众页面，不收录工作台',
  produces: 'text/plain',
})
