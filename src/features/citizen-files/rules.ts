/** What a citizen may hand in; asked by the page before an upload and by the server for each. */
export const citizenUploadsPath = '/api/citizen-files'

export const citizenFileKinds = ['image', 'video', 'document'] as const
export type CitizenFileKind = (typeof citizenFileKinds)[number]

const megabyte = 1024 ** 2
export const largestFile: Record<CitizenFileKind, number> = {
  image: 10 * megabyte,
  video: 50 * megabyte,
  document: 10 * megabyte,
}
/** A camera that is stopped at 60 seconds writes a little more. */
export const longestVideoSeconds = 61
/** Pixels of the longest edge of what is kept of a picture. */
export const keptEdge = 1600

/** Days that an upload may wait to be used. */
export const unusedDays = 7

/** Extensions and types for a file input; phones hand over HEIC as JPEG where only that is asked for. */
export const acceptedByInput: Record<CitizenFileKind, string> = {
  image: 'image/jpeg,image/png,image/webp,image/gif',
  video: 'video/mp4,video/quicktime,video/3gpp,.mp4,.mov,.m4v,.3gp',
  document: '.pdf,.doc,.docx',
}

export const kindNames: Record<CitizenFileKind, string> = { image: '图片', video: '短视频', document: '文档' }

/** What iPhones take by themselves; the patents on it keep it out of the software that makes pictures smaller. */
export const heicSentence =
  '这是 HEIC 格式的照片，这里打不开。请在相册里把它导出或另存为 JPG 再添加；用苹果手机，也可以在“设置 › 相机 › 格式”里选“兼容性最佳”后重拍。'

/** By the extension of a name, or of what the content says. */
export function isUnreadablePicture(extension: string): boolean {
  return /^hei[cf]$/i.test(extension)
}

/** `null` when it may be sent, else the sentence that says why not; `type` as the browser names it. */
export function findCitizenRefusal(
  file: { type: string; name: string; size: number },
  accept: readonly CitizenFileKind[],
): string | null {
  if (file.size === 0) return '这是一个空文件，请重新选择。'
  if (isUnreadablePicture(file.name.split('.').at(-1)!) || /^image\/hei[cf]/.test(file.type))
    return heicSentence
  const kind = guessKind(file)
  if (!accept.includes(kind)) return `这里可以添加${accept.map((one) => kindNames[one]).join('、')}。`
  const largest = largestFile[kind]
  if (file.size > largest)
    return `${kindNames[kind]}不能超过 ${largest / megabyte} MB，这个有 ${Math.ceil(file.size / megabyte)} MB。`
  return null
}

function guessKind({ type, name }: { type: string; name: string }): CitizenFileKind {
  if (type.startsWith('image/')) return 'image'
  if (type.startsWith('video/') || /\.(mp4|mov|m4v|3gp)$/i.test(name)) return 'video'
  return 'document'
}
