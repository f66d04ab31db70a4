import { z } from 'zod'
import { defineProblem, notFound } from '../../platform/shared/problem.ts'
import { defineRoute } from '../../platform/shared/route.ts'
import { fileKinds } from './rules.ts'

export const unsupportedFile = defineProblem(
  'unsupported-file',
  415,
  '不支持这种文件。可以上传图片、视频、PDF、Word、Excel、PowerPoint、WPS、OFD、RTF、TXT、CSV；压缩包请解压后再传。',
)
export const brokenPicture = defineProblem(
  'broken-picture',
  422,
  '这张图片已损坏或尺寸过大，无法打开，请换一张。',
)
export const emptyFile = defineProblem('empty-file', 422, '这是一个空文件，请重新选择。')
export const damagedUpload = defineProblem(
  'damaged-upload',
  422,
  '收到的内容与原文件不一致，可能在传输中损坏，请重新上传。',
)
export const storageFull = defineProblem('storage-full', 507, '服务器存储空间不足，请联系系统管理员。')
export const originalWithheld = defineProblem(
  'original-withheld',
  403,
  '这张照片带有拍摄位置等信息，且无法生成去除这些信息的副本，仅上传单位和审核单位可以查看。',
)
export const rangeNotSatisfiable = defineProblem('range-not-satisfiable', 416, '请求的范围超出了文件大小。')
export const uploadGone = defineProblem('upload-gone', 404, '这次上传已过期或不存在，请重新上传。')
export const uploadConflict = defineProblem('upload-conflict', 409, '上传进度不一致，请继续上传。')
export const uploadBusy = defineProblem('upload-busy', 423, '同一文件正在上传，请稍候。')
export const badUpload = defineProblem('bad-upload', 400, '上传请求格式有误。')

const fileParams = z.object({ file: z.uuid() })

/** What the last reply of an upload says. */
export const uploadedFile = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(fileKinds),
  mediaType: z.string(),
  /** Bytes of the original. */
  size: z.number(),
  /** Pixels, upright. */
  width: z.number().nullable(),
  height: z.number().nullable(),
})
export type UploadedFile = z.infer<typeof uploadedFile>

export const fileView = uploadedFile.extend({
  unit: z.object({ code: z.string(), name: z.string() }),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string(),
  sha256: z.string(),
  hasThumbnail: z.boolean(),
  /** Whether the caller gets the original; others get a copy without place and time of shooting. */
  original: z.boolean(),
  /** `YYYY-MM-DDThh:mm:ss` by the camera's clock, with its offset where it wrote one. Only with `original`. */
  takenAt: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
})

export const readFile = defineRoute({
  method: 'GET',
  path: '/api/files/:file',
  summary: '附件信息（拍摄时间、地点只给上传单位和审核单位）',
  access: { permission: 'report.read', on: 'file' },
  params: fileParams,
  reply: fileView,
  problems: [notFound],
})

/** Range, If-Range and If-None-Match are answered; pictures, video and PDF are shown, the rest is saved. */
export const readFileContent = defineRoute({
  method: 'GET',
  path: '/api/files/:file/content',
  summary: '附件内容（支持断点读取；download=1 时保存）',
  access: { permission: 'report.read', on: 'file' },
  params: fileParams,
  query: z.object({ download: z.enum(['0', '1']).optional() }),
  produces: 'application/octet-stream',
  problems: [notFound, originalWithheld, rangeNotSatisfiable],
  headers: {
    range: { required: false, description: 'bytes=起-止' },
    'if-range': { required: false, description: 'ETag；不符时给出全部内容' },
    'if-none-match': { required: false, description: 'ETag；相符时回 304' },
  },
})

/** WebP, longest edge 480 px, without metadata. */
export const readFileThumbnail = defineRoute({
  method: 'GET',
  path: '/api/files/:file/thumbnail',
  summary: '缩略图',
  access: { permission: 'report.read', on: 'file' },
  params: fileParams,
  produces: 'image/webp',
  problems: [notFound],
})

/**
 * Uploads speak tus 1.0 (creation, creation-with-upload, termination, expiration) at this address.
 * `Upload-Metadata`: `filename` and `unit` (a unit code) are required, `sha256` (hex) is checked when
 * given, other keys are ignored.
 *
 * **The id of the upload (last part of its `Location`) is the id of the file.** The reply to the last
 * byte is 200 with `Upload-File-Id` and an `UploadedFile`; after a cut connection a HEAD that shows
 * offset = length means that the file is there under that id, and repeating the last PATCH gives the
 * same reply. A refused file is a problem in reply to the last byte.
 */
export const uploadsPath = '/api/uploads'
export const uploadSummary = '断点续传上传（tus 1.0）'
