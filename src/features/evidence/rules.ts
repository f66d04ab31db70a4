/** What may be attached and how large; asked by the page before an upload and by the server after it. */
export const fileKinds = ['image', 'video', 'document'] as const
export type FileKind = (typeof fileKinds)[number]

export const fileKindNames: Record<FileKind, string> = { image: '图片', video: '视频', document: '文档' }

/** Extensions by kind. They only have to agree with the content, which the server reads itself. */
export const acceptedExtensions: Record<FileKind, readonly string[]> = {
  image: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'gif', 'heic', 'heif', 'bmp', 'tif', 'tiff'],
  video: [
    'mp4',
    'm4v',
    'mov',
    'webm',
    'avi',
    'mkv',
    'mpg',
    'mpeg',
    'vob',
    'ts',
    'mts',
    'm2ts',
    '3gp',
    '3g2',
    'wmv',
    'asf',
    'flv',
  ],
  document: [
    'pdf',
    'doc',
    'docx',
    'xls',
    'xlsx',
    'ppt',
    'pptx',
    'wps',
    'wpt',
    'et',
    'ett',
    'dps',
    'dpt',
    'ofd',
    'rtf',
    'txt',
    'csv',
  ],
}

/** Bytes. */
export const maximumFileSize = 2 * 1024 ** 3
export const maximumPixels = 100_000_000
/** Longest edge of a thumbnail. */
export const thumbnailEdge = 480
/** An upload that nobody continued for so long is thrown away. */
export const uploadLifetimeDays = 7

/** `null` when acceptable, else the sentence that says why not. */
export function findRefusal(file: { name: string; size: number }): string | null {
  if (file.size === 0) return '这是一个空文件，请重新选择。'
  if (file.size > maximumFileSize)
    return `文件为 ${sayFileSize(file.size)}，超过了 ${sayFileSize(maximumFileSize)} 的上限。`
  const extension = extensionOf(file.name)
  if (extension !== null && kindOfExtension(extension) === null)
    return `不支持 .${extension} 文件。可以上传图片、视频、PDF、Word、Excel、PowerPoint、WPS、OFD、RTF、TXT、CSV；压缩包请解压后再传。`
  return null
}

export function kindOfExtension(extension: string): FileKind | null {
  return fileKinds.find((kind) => acceptedExtensions[kind].includes(extension.toLowerCase())) ?? null
}

/** Lower case, without the dot; `null` where the tail is not an extension (`第1.2版`, `v1.2`, none). */
export function extensionOf(name: string): string | null {
  const tail = /[^.]\.([a-z0-9]{1,6})$/i.exec(name)?.[1]
  return tail === undefined || /^\d+$/.test(tail) ? null : tail.toLowerCase()
}

export function sayFileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  const units = ['KB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (Math.round(value * 10) / 10 >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit]}`
}

const longestName = 120

/**
 * A name that is safe in a folder, a zip, a header and a page: no path, no control or direction
 * characters, none of the characters Windows refuses.
 */
export function cleanFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain
  if (safe === '') return '未命名'
  const letters = [...safe]
  if (letters.length <= longestName) return safe
  const extension = extensionOf(safe)
  const tail = extension ? `.${extension}` : ''
  return letters.slice(0, longestName - tail.length).join('') + tail
}
