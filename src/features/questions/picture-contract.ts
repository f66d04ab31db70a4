import { z } from 'zod'
import { defineProblem, invalidInput, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { campaignParams } from '../campaign/contract.ts'
import { pictureFile } from './question.ts'

const manage = { permission: 'question.manage', on: 'deployment' } as const
const pictureParams = campaignParams.extend({ file: pictureFile })
/** Bytes of a picture as it is sent; the page makes larger photographs smaller. */
export const sentPictureAtMost = 1_400_000

export const pictureRefused = defineProblem(
  'question-picture-refused',
  422,
  '这个文件不能作题目的图片。请选择 JPG、PNG、WebP 图片，或不含脚本和外部内容的 SVG，不超过 500 KB。',
)

/** Of a question that is in use, or was when an earlier bank was. */
export const showPicture = defineRoute({
  method: 'GET',
  path: '/api/public/:campaign/questions/pictures/:file',
  summary: '题目的图片',
  access: 'public',
  params: pictureParams,
  produces: 'image/*',
  problems: [notFound, invalidInput],
})

export const showPictureToStaff = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/question-pictures/:file',
  summary: '题库的一张图片，还没有题用它也能看',
  access: manage,
  params: pictureParams,
  produces: 'image/*',
  problems: [notFound, invalidInput],
})

const picture = z.object({
  file: z.string(),
  /** What it shows, in the words of the newest question that has it. */
  alt: z.string().nullable(),
})
export type BankPicture = z.infer<typeof picture>

export const listPictures = defineRoute({
  method: 'GET',
  path: '/api/campaigns/:campaign/question-pictures',
  summary: '题库的图片，按文件名排列',
  access: manage,
  params: campaignParams,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(60),
  }),
  reply: z.object({ items: z.array(picture), next: z.string().nullable() }),
  problems: [notFound],
})

/** The name follows from the content: the same picture twice is one, and what a question shows never changes. */
export const addPicture = defineRoute({
  method: 'POST',
  path: '/api/campaigns/:campaign/question-pictures',
  summary: '上传一张题目的图片（照片的拍摄位置等信息不保留）',
  access: manage,
  params: campaignParams,
  body: z.object({ content: z.base64().max(Math.ceil(sentPictureAtMost / 3) * 4) }),
  reply: picture,
  problems: [notFound, invalidInput, pictureRefused],
})
