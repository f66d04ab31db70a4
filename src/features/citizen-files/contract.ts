import { z } from 'zod'
import { defineProblem } from '../../platform/shared/problem.ts'
import { citizenFileKinds, heicSentence } from './rules.ts'

export const citizenFileRefused = defineProblem(
  'citizen-file-refused',
  415,
  '不支持这种文件。可以添加 JPG、PNG 图片，手机拍摄的 MP4 或 MOV 短视频，PDF 或 Word 文档。',
)
export const heicRefused = defineProblem('heic-refused', 415, heicSentence)
export const videoTooLong = defineProblem('video-too-long', 422, '视频不能超过 60 秒，请剪短后再传。')
export const videoUnclear = defineProblem(
  'video-unclear',
  422,
  '这个视频读不出时长，或无法去除其中的拍摄位置。请用手机自带的相机重新拍一段。',
)
export const citizenFileGone = defineProblem(
  'citizen-file-gone',
  422,
  '有一个文件没有找到或已经用过，请删去后重新添加。',
)

/** A file as pages show it; where its bytes are is said by the feature that it belongs to. */
export const citizenFileView = z.object({
  id: z.uuid(),
  kind: z.enum(citizenFileKinds),
  name: z.string(),
  width: z.number().nullable(),
  height: z.number().nullable(),
})
export type CitizenFileView = z.infer<typeof citizenFileView>
